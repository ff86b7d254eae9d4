package ai.vivace.text.embed;

import ai.vivace.base.InputException;
import ai.vivace.store.onnx.OnnxWeights;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextConfigurations;
import ai.vivace.text.model.TextEncoder;
import ai.vivace.text.model.TextWeights;
import ai.vivace.text.model.WeightFolder;
import ai.vivace.text.token.SubwordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of a published encoder in one folder: {@code config.json}, {@code tokenizer.json} and weights as Hugging Face lays them out, or
 * the ONNX file of an encoder that {@link EncoderConfiguration#of} knows by the file's name, with its tokenizer.
 */
final class EncoderFiles {
    private static final String CONFIGURATION = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String ONNX = ".onnx";

    private final Path folder;
    private final List<Path> files;

    EncoderFiles(Path folder) {
        this.folder = folder;
        InputException.require(
                Files.isDirectory(folder),
                () -> (Files.exists(folder) ? folder + " is a file" : "There is no folder " + folder)
                        + ". Give the folder of a published encoder, with " + CONFIGURATION + ", " + TOKENIZER
                        + " and model.safetensors.");
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new InputException("Cannot read the folder " + folder + " (" + e + ").", e);
        }
    }

    /** The encoder with its weights, as in use; whoever asks for it closes it. */
    TextEncoder encoder() {
        Path configuration = folder.resolve(CONFIGURATION);
        if (Files.isRegularFile(configuration)) {
            TextEncoder encoder = TextEncoder.of(TextConfigurations.encoder(configuration));
            return loaded(encoder, () -> TextWeights.loadWithoutHeads(encoder, WeightFolder.read(folder)));
        }
        Path file = onnx();
        TextEncoder encoder = TextEncoder.of(EncoderConfiguration.of(nameOf(file)));
        return loaded(encoder, () -> {
            try (OnnxWeights weights = OnnxWeights.read(file)) {
                TextWeights.loadWithoutHeads(encoder, weights.named());
            }
        });
    }

    private static TextEncoder loaded(TextEncoder encoder, Runnable loading) {
        try {
            loading.run();
            encoder.eval();
            return encoder;
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private Path onnx() {
        List<Path> found = files.stream().filter(file -> nameOf(file, ONNX)).toList();
        InputException.require(
                found.size() == 1,
                () -> folder + " has neither " + CONFIGURATION + " nor one ONNX file, but "
                        + (found.isEmpty() ? "none" : "" + found.size())
                        + ". Give the folder of a published encoder.");
        return found.get(0);
    }

    private static boolean nameOf(Path file, String end) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    private static String nameOf(Path onnx) {
        String name = onnx.getFileName().toString();
        return name.substring(0, name.length() - ONNX.length());
    }

    /** The tokenizer as its file says. */
    SubwordTokenizer tokenizer() {
        List<Path> found =
                files.stream().filter(file -> nameOf(file, TOKENIZER)).toList();
        InputException.require(
                found.size() == 1,
                () -> folder + " should have one " + TOKENIZER + ", but has "
                        + (found.isEmpty() ? "none" : found.size() + ": " + found) + ".");
        return SubwordTokenizer.read(found.get(0));
    }
}
