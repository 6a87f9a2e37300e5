import { Duration, Names, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { roleSchema } from '../../core/desk/contract/session.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';

/** Who may come to the desk. */
export interface DeskUsersProps {
  readonly deployment: Deployment;
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** A token opens the desk for so long; who has left the group an hour ago is out. */
const TOKEN_LIFE = Duration.hours(1);
/** Then one signs in again. */
const SESSION_LIFE = Duration.days(1);

const GROUP_WORDS = {
  viewer: 'sees everything, changes nothing',
  reviewer: 'decides about single images, pins, corrects',
  approver: 'starts, approves, stops and takes back runs',
} as const;

/**
 * The people of the desk: a user pool that nobody can join by themselves, with a group for each role, and a public client that
 * signs in by the code flow with PKCE.
 */
export class DeskUsers extends Construct {
  readonly pool: UserPool;
  /** `https://…` of where people sign in. */
  readonly signIn: string;
  readonly #prefix: string;

  constructor(scope: Construct, id: string, { deployment, removalPolicy }: DeskUsersProps) {
    super(scope, id);
    const { desk } = deployment.config.aws;
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: desk.mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: removalPolicy === undefined,
      ...(removalPolicy === undefined ? {} : { removalPolicy }),
    });
    for (const groupName of roleSchema.options)
      new CfnUserPoolGroup(this, groupName, {
        userPoolId: this.pool.userPoolId,
        groupName,
        description: `At the review desk: ${GROUP_WORDS[groupName]}`,
      });
    const { account, region } = Stack.of(this);
    // Such an address is taken by one pool of all accounts of a region; CloudFormation cannot choose one by itself.
    this.#prefix = desk.signInPrefix ?? `evencast-${account}-${Names.uniqueId(this).slice(-8).toLowerCase()}`;
    this.signIn = `https://${this.#prefix}.auth.${region}.amazoncognito.com`;
    this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: this.#prefix } });
    this.#acknowledge(desk.mfa);
  }

  /** The pages as a client of the pool. @param address of the desk, `https://…` without a path. */
  addPages(address: string): UserPoolClient {
    const home = `${address}/`;
    return new UserPoolClient(this, 'Pages', {
      userPool: this.pool,
      generateSecret: false,
      // None but the code flow of where people sign in.
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [home],
        logoutUrls: [home],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: TOKEN_LIFE,
      idTokenValidity: TOKEN_LIFE,
      refreshTokenValidity: SESSION_LIFE,
    });
  }

  #acknowledge(mfa: string): void {
    if (mfa === 'optional')
      acknowledge(
        this.pool,
        'AwsSolutions-COG2',
        'The setting aws.desk.mfa makes it a must; whoever deploys knows who has an authenticator app.',
      );
    const reason =
      'The Plus plan with its threat protection costs for each user; nobody can join by themselves, and requests are few.';
    for (const rule of ['AwsSolutions-COG3', 'AwsSolutions-COG8']) acknowledge(this.pool, rule, reason);
  }
}
