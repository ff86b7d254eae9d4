package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;

/** Models that tell classes of whole pictures. */
final class ClassTask {
    private ClassTask() {}

    /**
     * Makes sure that a model is one.
     *
     * @throws InputException when it is not; it is closed then
     */
    static void require(ExportedModel model) {
        if (!(model.task() instanceof Task.Classification)) {
            model.close();
            throw new InputException("Only answers of one class can be explained, but this model's task is "
                    + model.task() + ". Look at its answers with: vivace predict --draw.");
        }
    }
}
