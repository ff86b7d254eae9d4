package ai.vivace.cli;

import ai.vivace.tensor.Device;
import ai.vivace.text.embed.SentenceEncoder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which encoder makes vectors of texts. */
final class EncoderOption {
    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            required = true,
            description = {
                "The folder of a published encoder such as all-MiniLM-L6-v2: config.json, tokenizer.json and model.safetensors, or"
                        + " the encoder's ONNX file, under its own name, and its tokenizer."
            })
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Where the encoder is. */
    Path folder() {
        return folder;
    }

    /** The encoder; whoever asks for it closes it. */
    SentenceEncoder open(Device device) {
        return SentenceEncoder.open(folder, device);
    }
}
