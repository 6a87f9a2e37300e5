import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PERMISSIONS_POLICY } from '../../core/desk/policy.ts';
import { acknowledge } from '../acknowledge.ts';
import { PRIVATE_BUCKET } from '../dataset/private-bucket.ts';

/** What is behind the desk's address. */
export interface DeskPagesProps {
  /** Host of the HTTP API. */
  readonly api: string;
  /** The content security policy of the pages. */
  readonly policy: string;
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** Pages that were replaced stay for so long, for browsers that still have the first page of the old ones. */
const OLD_PAGES_DAYS = 30;

/**
 * An address within the desk is no file: the pages themselves find out what it shows. What has an ending is a file, and is
 * there or is not. It runs on the way in, and for the pages only, so that no answer of the API is ever changed.
 */
const FIRST_PAGE = `function handler(event) {
  var request = event.request;
  if (!/\\.[A-Za-z0-9]+$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

/**
 * The desk's one address: the pages out of a private bucket, and below /api the HTTP API. Same origin for everything, so
 * nothing has to be allowed from elsewhere.
 */
export class DeskPages extends Construct {
  readonly bucket: Bucket;
  /** `https://…`, without a path. */
  readonly address: string;

  constructor(scope: Construct, id: string, { api, policy, removalPolicy }: DeskPagesProps) {
    super(scope, id);
    this.bucket = this.#bucket(removalPolicy);
    const headers = this.#headers(policy);
    const distribution = new Distribution(this, 'Front', {
      comment: 'Evencast: the review desk',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        functionAssociations: [{ function: this.#firstPage(), eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/api/*': {
          origin: new HttpOrigin(api),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          // The API is reached under its own host name; all else the viewer sends goes on, the token with it.
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: headers,
        },
      },
    });
    this.address = `https://${distribution.distributionDomainName}`;
    this.#acknowledge(distribution);
  }

  #bucket(removalPolicy: RemovalPolicy | undefined): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE_BUCKET,
      lifecycleRules: [
        { id: 'old-pages', noncurrentVersionExpiration: Duration.days(OLD_PAGES_DAYS) },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      ...(removalPolicy === undefined ? {} : { removalPolicy }),
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'It holds the built pages and nothing else; anybody who signs in may see them.',
    );
    return bucket;
  }

  #firstPage(): EdgeFunction {
    return new EdgeFunction(this, 'FirstPage', {
      comment: 'Evencast: addresses within the desk lead to its first page',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(FIRST_PAGE),
    });
  }

  #headers(contentSecurityPolicy: string): ResponseHeadersPolicy {
    const custom = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': PERMISSIONS_POLICY,
    };
    return new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'Evencast: what keeps a page of the desk inside',
      customHeadersBehavior: {
        customHeaders: Object.entries(custom).map(([header, value]) => ({ header, value, override: true })),
      },
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
    });
  }

  #acknowledge(distribution: Distribution): void {
    const reasons = {
      'AwsSolutions-CFR1': 'The people of the desk may be anywhere; who they are is told by their sign-in.',
      'AwsSolutions-CFR2':
        'Every route of the API wants a verified token and is throttled; rules of a web application firewall are the account’s.',
      'AwsSolutions-CFR3':
        'Pages are public files; every call of the API is in the API’s own access log, with who made it.',
      'AwsSolutions-CFR4':
        'Without a domain and certificate of one’s own CloudFront sets the lowest TLS version of its own name.',
    };
    for (const [rule, reason] of Object.entries(reasons)) acknowledge(distribution, rule, reason);
  }
}
