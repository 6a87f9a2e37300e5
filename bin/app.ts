import { App } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { EvencastStack } from '../lib/evencast-stack.ts';

const app = new App();
const x86 = app.node.tryGetContext('architecture') === 'x86_64';
new EvencastStack(app, 'Evencast', { architecture: x86 ? Architecture.X86_64 : Architecture.ARM_64 });
