package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.store.ExportedModel;
import java.nio.file.Path;
import java.util.function.Function;

/** Opens exported models for those who use them. */
final class ExportedTexts {
    private ExportedTexts() {}

    /**
     * Reads a model and gives it to its user, who closes it from then on.
     *
     * @param user refuses a model by an {@link InputException}, to which the file's name is added; the model is closed then
     * @throws InputException as {@link ExportedModel#read}, and when the user refuses it
     */
    static <T> T open(Path file, Function<ExportedModel, T> user) {
        ExportedModel model = ExportedModel.read(file);
        try {
            return user.apply(model);
        } catch (InputException e) {
            model.close();
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }
}
