package ai.vivace.learn;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stages of one call to fit, and what of them is done. */
final class Run {
    private final Learner learner;
    private final List<Stage> stages;
    private int current;

    /** Where a training resumed from a checkpoint written now would go on; null when none can be written. */
    private @Nullable Position position;

    private Run(Learner learner, List<Stage> stages) {
        this.learner = learner;
        this.stages = List.copyOf(stages);
        InputException.require(!stages.isEmpty(), () -> "There is nothing to train: no stages came.");
        int groups = learner.groups().size();
        for (Stage stage : stages) {
            stage.freezeTo()
                    .ifPresent(group -> InputException.require(
                            group >= -groups && group < groups,
                            () -> "A stage freezes to parameter group " + group + ", but the model has " + groups
                                    + " groups, 0 to " + (groups - 1) + "."));
        }
    }

    static void start(Learner learner, List<Stage> stages) {
        new Run(learner, stages).go(Position.START, null);
    }

    static void resume(Learner learner, Path file) {
        try (SavedRun saved = SavedRun.read(learner, file)) {
            new Run(learner, saved.stages()).go(saved.position(), saved);
        }
    }

    /** Runs the stages from a position on, which is where the saved run was, if there is one. */
    private void go(Position from, @Nullable SavedRun saved) {
        learner.run(this);
        try {
            if (saved != null) {
                saved.restoreModel();
            }
            Loop loop = new Loop(learner, learner.callbacks());
            Signal signal = Signal.CONTINUE;
            for (current = from.stage(); current < stages.size() && signal != Signal.END_FIT; current++) {
                stages.get(current).freezeTo().ifPresent(learner::freezeTo);
                boolean first = current == from.stage();
                signal = loop.run(this, stages.get(current), first ? from : Position.START, fit -> {
                    if (first && saved != null) {
                        saved.restore(fit);
                    }
                });
            }
        } finally {
            learner.run(null);
        }
    }

    /** Which stage is under way. */
    int stage() {
        return current;
    }

    /** Asks callbacks something at a position from which the training can be resumed, so that they may write a checkpoint. */
    Signal resumable(Position at, Supplier<Signal> asking) {
        position = at;
        try {
            return asking.get();
        } finally {
            position = null;
        }
    }

    /** Makes sure, before anything is trained, that a checkpoint can be written. */
    void checkCanBeSaved() {
        StageFacts.write(stages);
    }

    void save(Path file) {
        Callbacks callbacks = learner.callbacks();
        Position now = position;
        if (now == null || callbacks.phase() != Phase.REPORT) {
            throw new IllegalStateException(
                    "A checkpoint can be written only after a batch or an epoch, by a callback of"
                            + " the phase REPORT: before that others have not yet done their part.");
        }
        SavedRun.write(file, learner, stages, now.answered(callbacks.answer()));
    }
}
