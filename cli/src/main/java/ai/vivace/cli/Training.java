package ai.vivace.cli;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import java.util.Optional;

/** What a run's settings lead to: the data, the network, and a learner of both; each task has one of its own. */
interface Training {
    /**
     * Reads the data, and loads weights, as settings ask.
     *
     * @throws ai.vivace.base.InputException when the data are not of the task's form, or something is wrong with them or the weights
     */
    static Training of(RunSettings settings, Device device, Console console) {
        return switch (settings.task()) {
            case CLASSIFY -> ClassTraining.of(settings, device, console);
            case SEGMENT -> MaskTraining.of(settings, device, console);
            case DETECT -> BoxTraining.of(settings, device, console);
            case GENERATE ->
                throw new IllegalStateException("Generators learn against a critic, in a run of their own");
        };
    }

    /** The data in batches. */
    TrainingData data();

    /** The network's name. */
    String network();

    /** The network in a few words. */
    String description();

    /** How it is trained, in a few words: loss, optimizer, what happens to pictures. */
    String method();

    /** How often each picture is seen. */
    int epochs();

    /** The rate where none is given; empty where the finder chooses it. */
    Optional<ChosenRate> usualRate();

    /** A new learner. */
    Learner learner(Callback... callbacks);

    /** Trains for all epochs. */
    void fit(Learner learner, double rate);

    /** What the trained network answers about the held-out pictures. */
    TaskAnswers answers(Learner learner);

    /** The shape of one input. */
    default Shape inputShape() {
        return data().inputShape();
    }

    /** How many pictures there are to learn from; an epoch may leave out some that do not fill a batch. */
    default int learned() {
        return data().training().dataSet().size();
    }
}
