package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.DataSet;
import ai.vivace.data.Loader;

/**
 * Predictions of items seen in several versions: outputs are averaged over passes with the training part's transforms and augmentation,
 * and blended with those of the items as they are.
 *
 * <p>What is averaged are activated outputs (probabilities, not logits), as in fastai, whose defaults these are. An item's loss is the
 * mean of its losses, blended alike; its class is the one with the highest blended probability. Each pass draws its versions from an
 * epoch of its own that training never uses, so that results are the same each time.
 *
 * @param passes how many augmented versions of an item are seen; at least 1; default 4
 * @param plainShare the share of the items as they are; 0 to 1; default 0.25
 */
public record TestTimeAugmentation(int passes, double plainShare) {
    public TestTimeAugmentation {
        int given = passes;
        InputException.require(
                given >= 1, () -> "Test-time augmentation needs at least 1 augmented pass, but came " + given + ".");
        double share = plainShare;
        InputException.require(
                share >= 0 && share <= 1,
                () -> "The share of the items as they are must be from 0 to 1, but was " + share + ".");
    }

    /** Four passes, and a quarter for the items as they are. */
    public static TestTimeAugmentation standard() {
        return new TestTimeAugmentation(4, 0.25);
    }

    Predictions predictions(Learner learner, DataSet items) {
        Loader augmented = learner.data().augmented(items);
        Predictions versions = Predictions.collect(learner, augmented, -1);
        for (int pass = 1; pass < passes; pass++) {
            Predictions next = Predictions.collect(learner, augmented, -1 - pass);
            versions = versions.blended(next, (double) pass / (pass + 1));
        }
        return learner.predictions(learner.data().inOrder(items)).blended(versions, plainShare);
    }
}
