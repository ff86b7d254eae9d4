package ai.vivace.lab;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.List;

/** All experiments, as they are with their default settings. */
public final class Lab {
    private static final List<Experiment> EXPERIMENTS = List.of(
            CrossEntropyExperiment.standard(),
            ZeroWeightsExperiment.standard(),
            LearningRateExperiment.standard(),
            DepthExperiment.standard(),
            RegularisationExperiment.standard(),
            ArchitecturesExperiment.standard(),
            SequenceModelsExperiment.standard(),
            TreesExperiment.standard());

    private Lab() {}

    /** The experiments in the order in which they are best read. */
    public static List<Experiment> experiments() {
        return EXPERIMENTS;
    }

    /**
     * An experiment by its name.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    public static Experiment experiment(String name) {
        return EXPERIMENTS.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown(
                        "experiment",
                        name,
                        EXPERIMENTS.stream().map(Experiment::name).toList())));
    }
}
