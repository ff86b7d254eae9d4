package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.Predictor;
import ai.vivace.tensor.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The first argument of commands that use a trained model. */
final class ModelArgument {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the folder of the run that made it.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    /** The model's file. */
    Path file() {
        Path ofRun = model.resolve(RunReport.MODEL);
        InputException.require(
                Files.isRegularFile(ofRun) || !Files.isDirectory(model),
                () -> "There is no " + RunReport.MODEL + " in the folder " + model
                        + ". Give a model's file, or the folder of a training that came to its end.");
        return Files.isRegularFile(ofRun) ? ofRun : model;
    }

    /** The model with all that its file says; whoever asks for it closes it. */
    ExportedModel read() {
        return ExportedModel.read(file());
    }

    /** The model for inputs that it names or gives numbers for. */
    Predictor load(Device device) {
        return Predictor.load(file(), device);
    }
}
