package ai.vivace.vision.explain;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.learn.Interpretation;
import ai.vivace.learn.Learner;
import ai.vivace.plot.PictureGrid;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/** Pictures side by side that tell about a model; each is a chart, so it can be saved as PNG or SVG. */
public final class PictureSheets {
    private PictureSheets() {}

    /**
     * The pictures with the highest losses, each with what it was taken for and what it is, its loss and the probability of the truth.
     *
     * @param items the data set that was interpreted
     * @param scale what counts as brightest in its pictures, 255 for bytes
     * @param count how many at most
     */
    public static PictureGrid topLosses(Interpretation interpretation, DataSet items, double scale, int count) {
        PictureGrid.Builder grid = PictureGrid.of("Highest losses: taken for / is");
        for (Interpretation.Mistake mistake : interpretation.topLosses(count)) {
            grid.picture(
                    Pixels.picture(items.item(mistake.index()).input(), scale),
                    mistake.predicted() + " / " + mistake.actual(),
                    String.format(Locale.ROOT, "loss %.2f, probability %.2f", mistake.loss(), mistake.probability()));
        }
        return grid.build();
    }

    /**
     * One picture as it is, with Grad-CAM, and with integrated gradients over it.
     *
     * @param raw as the data set gives it, [1 or 3, height, width]
     * @param path of the layer whose maps Grad-CAM looks at
     * @param output the number of the answer that is asked about: a class
     * @param caption what the answer is called
     */
    public static PictureGrid explained(Learner learner, Array raw, String path, int output, String caption) {
        double scale = learner.data().preprocessing().scale();
        learner.data().preprocessing().check(List.of(raw));
        try (Scope scope = Scope.open()) {
            Tensor input = learner.data().preprocessing().apply(List.of(raw), learner.device());
            return PictureGrid.of("Why " + caption)
                    .columns(3)
                    .picture(Pixels.picture(raw, scale), "picture")
                    .picture(
                            GradCam.of(learner.model(), path)
                                    .relevance(input, output)
                                    .over(raw, scale),
                            "Grad-CAM")
                    .picture(
                            IntegratedGradients.of(learner.model())
                                    .relevance(input, output)
                                    .over(raw, scale),
                            "integrated gradients")
                    .build();
        }
    }

    /**
     * A picture and those that a model takes for the most similar, nearest first.
     *
     * @param items the data set whose items were compared
     * @param scale what counts as brightest in its pictures, 255 for bytes
     * @param item the picture's number in it
     * @param count how many neighbours at most
     */
    public static PictureGrid neighbours(Neighbours neighbours, DataSet items, double scale, int item, int count) {
        PictureGrid.Builder grid = PictureGrid.of("Most similar to " + items.describe(item))
                .picture(Pixels.picture(items.item(item).input(), scale), "itself");
        for (Neighbours.Neighbour neighbour : neighbours.nearest(item, count)) {
            grid.picture(
                    Pixels.picture(items.item(neighbour.item()).input(), scale),
                    items.describe(neighbour.item()),
                    String.format(Locale.ROOT, "cosine %.3f", neighbour.similarity()));
        }
        return grid.build();
    }
}
