package ai.vivace.cli;

import ai.vivace.data.Source;
import ai.vivace.learn.Interpretation.Mistake;
import ai.vivace.plot.Chart;
import ai.vivace.plot.PictureGrid;
import ai.vivace.plot.TextTable;
import ai.vivace.store.Predictor;
import ai.vivace.vision.explain.Pixels;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * The answers about data with the highest losses.
 *
 * @param source the data
 * @param name what they are called
 * @param answers the highest loss first
 */
record TopLosses(Source source, String name, List<Mistake> answers) {
    private static final int COLUMNS = 5;
    private static final Comparator<Mistake> MILDEST_FIRST =
            Comparator.comparingDouble(Mistake::loss).thenComparing(Mistake::index, Comparator.reverseOrder());

    /**
     * Asks a model about all of a data set.
     *
     * @param count how many answers are kept
     * @throws ai.vivace.base.InputException as {@link ModelScore#of}
     */
    static TopLosses of(Predictor predictor, Path data, int count, boolean skipCorrupt, Console console) {
        Source source = EvaluateCommand.open(data, predictor).source();
        PriorityQueue<Mistake> worst = new PriorityQueue<>(MILDEST_FIRST);
        ModelScore score;
        try (Progress progress = Progress.of(console, "asking the model:", source.size())) {
            score = ModelScore.of(
                    predictor,
                    new WatchedSource(source, progress::step),
                    skipCorrupt,
                    text -> DataSettings.shorten(data, text),
                    answer -> {
                        worst.add(answer);
                        if (worst.size() > count) {
                            worst.remove();
                        }
                    });
        }
        score.warnOfSkipped(console);
        return new TopLosses(
                source,
                DataSettings.name(data),
                worst.stream().sorted(MILDEST_FIRST.reversed()).toList());
    }

    /** The pictures, each with what it was taken for and what it is. */
    Chart sheet() {
        PictureGrid.Builder grid =
                PictureGrid.of(name + ": highest losses, taken for / is").columns(COLUMNS);
        for (Mistake answer : answers) {
            grid.picture(
                    Pixels.picture(source.item(answer.index()).input(), source.scale()),
                    answer.predicted() + " / " + answer.actual(),
                    String.format(Locale.ROOT, "loss %.2f, truth %.1f %%", answer.loss(), 100 * answer.probability()));
        }
        return grid.build();
    }

    void print(Console console) {
        TextTable.Builder table = TextTable.of("item", "is", "taken for", "loss", "probability of the truth");
        answers.forEach(answer -> table.row(
                answer.description(), answer.actual(), answer.predicted(), answer.loss(), answer.probability()));
        console.print(table.build().render(console.style()));
    }
}
