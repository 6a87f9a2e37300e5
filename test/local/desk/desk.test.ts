import { deskBadLuck } from '../../contracts/desk/bad-luck.ts';
import { deskChosenPictures } from '../../contracts/desk/chosen-pictures.ts';
import { deskCircle } from '../../contracts/desk/circle.ts';
import { deskElsewhere } from '../../contracts/desk/elsewhere.ts';
import { deskImages } from '../../contracts/desk/images.ts';
import { deskPlanningAgain } from '../../contracts/desk/planning-again.ts';
import { deskPrompts } from '../../contracts/desk/prompts.ts';
import { deskStopping } from '../../contracts/desk/stopping.ts';
import { deskStand } from '../../support/desk-stand.ts';

deskCircle(deskStand);
deskImages(deskStand);
deskBadLuck(deskStand);
deskStopping(deskStand);
deskElsewhere(deskStand);
deskPlanningAgain(deskStand);
deskPrompts(deskStand);
deskChosenPictures(deskStand);
