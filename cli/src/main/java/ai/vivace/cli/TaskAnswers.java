package ai.vivace.cli;

import ai.vivace.plot.Chart;
import ai.vivace.plot.HtmlReport;
import java.nio.file.Path;
import java.util.Map;

/** What a trained network answers about held-out pictures, judged as its task is. */
interface TaskAnswers {
    /** The numbers that matter most, as texts by name. */
    Map<String, String> scores();

    /** What can be drawn of the answers, by the names of files. */
    Map<String, Chart> charts();

    /**
     * Adds charts, and tables beside them, to a page's section of answers.
     *
     * @param charts those of {@link #charts}, which take time to draw
     */
    void addTo(HtmlReport.Builder page, Map<String, Chart> charts);

    /**
     * Prints the result for people.
     *
     * @param about what the pictures are, and what else is to be said of them: "held-out pictures (loss 0.1)"
     */
    void print(Console console, String about);

    /** Adds what programs want to know. */
    void describe(Map<String, Object> document);

    /** Whether answers are better seen, with {@code vivace predict --draw}, than read. */
    boolean areSeen();

    /** How a program uses the model, in Java. */
    String java();

    /** Writes a few held-out pictures, so that a new model can be tried at once. */
    void writeSamples(Path folder);
}
