package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.vision.generate.PictureGenerator;
import ai.vivace.vision.picture.PngFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code predict} for models that make pictures. */
final class SamplesOptions {
    private static final int MOST = 10_000;
    private static final String ENDING = ".png";

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Make so many new pictures and write them side by side; for a generator, without any INPUT.")
    private @Nullable Integer count;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --samples: the picture to write (.png); default: samples.png.")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "With --samples: what the noise follows from; default: 42.")
    private @Nullable Long seed;

    private static final long USUAL_SEED = 42;

    boolean areAsked() {
        return count != null;
    }

    /**
     * Checks what can be checked before any work.
     *
     * @throws InputException when a number is out of range, the file cannot be written, or options are given that need another
     */
    void check() {
        InputException.require(
                count != null || (out == null && seed == null),
                () -> (out != null ? "--out" : "--seed") + " goes with --samples: say how many pictures to make.");
        if (count == null) {
            return;
        }
        int wanted = count;
        InputException.require(
                wanted >= 1 && wanted <= MOST,
                () -> "--samples must be from 1 to " + MOST + ", but was " + wanted + ".");
        Path file = file();
        InputException.require(
                file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING),
                () -> "--out must be a file whose name ends in " + ENDING + ", but was " + file + ".");
        RunFolder.checkWritable(file, "--out");
    }

    private Path file() {
        return out == null ? Path.of("samples.png") : out;
    }

    /**
     * Makes the pictures and writes them.
     *
     * @param model a generator, which this closes
     * @throws InputException when it is none
     */
    void write(ExportedModel model, Device device, Console console, Path modelFile) {
        int wanted = count == null ? 1 : count;
        long chosen = seed == null ? USUAL_SEED : seed;
        try (PictureGenerator generator = PictureGenerator.of(model, device);
                Scope scope = Scope.open()) {
            Task.Generation pictures = generator.pictures();
            PngFile.write(SampleSheet.of(generator.samples(wanted, chosen)), file());
            console.print("Wrote " + file() + ": " + wanted + (wanted == 1 ? " picture of " : " pictures of ")
                    + pictures.height() + " x " + pictures.width() + " pixels.");
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("model", modelFile.toString());
            document.put("samples", wanted);
            document.put("seed", chosen);
            document.put("file", file().toString());
            console.document(document);
        }
    }
}
