import { deskBadLuck } from '../../contracts/desk/bad-luck.ts';
import { deskCircle } from '../../contracts/desk/circle.ts';
import { deskImages } from '../../contracts/desk/images.ts';
import { deskNothingToDecide } from '../../contracts/desk/nothing-to-decide.ts';
import { deskPlanningAgain } from '../../contracts/desk/planning-again.ts';
import { deskPlanningAtOnce } from '../../contracts/desk/planning-at-once.ts';
import { deskPrompts } from '../../contracts/desk/prompts.ts';
import { deskStopping } from '../../contracts/desk/stopping.ts';
import { deskToldByRecords } from '../../contracts/desk/told-by-records.ts';
import { lambdaDeskStand } from '../../support/lambda-desk-stand.ts';

// Runs of other processes do not arise where every run is an execution; single pictures are taken back by no deployed desk.
deskCircle(lambdaDeskStand);
deskImages(lambdaDeskStand);
deskBadLuck(lambdaDeskStand);
deskStopping(lambdaDeskStand);
deskNothingToDecide(lambdaDeskStand);
deskToldByRecords(lambdaDeskStand);
deskPlanningAgain(lambdaDeskStand);
deskPlanningAtOnce(lambdaDeskStand);
deskPrompts(lambdaDeskStand);
