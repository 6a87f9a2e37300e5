import { deskBadLuck } from '../../contracts/desk/bad-luck.ts';
import { deskCircle } from '../../contracts/desk/circle.ts';
import { deskImages } from '../../contracts/desk/images.ts';
import { deskStopping } from '../../contracts/desk/stopping.ts';
import { lambdaDeskStand } from '../../support/lambda-desk-stand.ts';

deskCircle(lambdaDeskStand);
deskImages(lambdaDeskStand);
deskBadLuck(lambdaDeskStand);
deskStopping(lambdaDeskStand);
