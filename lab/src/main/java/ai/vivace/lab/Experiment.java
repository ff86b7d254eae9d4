package ai.vivace.lab;

import java.util.Map;

/**
 * A question of machine learning, and the runs that answer it.
 *
 * <p>An experiment is a record of its settings, all of which have defaults: {@code CrossEntropyExperiment.standard().logits(3, 1)}.
 * What it finds follows from these settings alone: two runs with equal settings, the seed among them, give equal findings.
 */
public interface Experiment {
    /** What it is called on the command line, as in {@code learning-rate}. */
    String name();

    /** What it asks, in one line. */
    String question();

    /** The settings by name, as they are stored with the findings: numbers, texts and lists of them. */
    Map<String, Object> settings();

    /**
     * Does what the experiment says; with default settings, in a minute or two on two cores.
     *
     * @param progress is told how far it is, on this thread
     */
    Findings run(Progress progress);
}
