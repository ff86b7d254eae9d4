package ai.vivace.cli;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.watermark.jpeg.JpegEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads what commands load; the launcher archives these classes so that later starts need not read and check them. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Load the classes of commands, for the launcher's class archives.",
        footer = "  vivace warm-up")
final class WarmUpCommand implements Callable<Integer> {
    private static final int SIDE = 160;
    private static final int QUALITY = 90;

    @Option(names = "--plain", description = "Only those of commands that need no engine.")
    private boolean plain;

    @Override
    public Integer call() throws IOException {
        if (plain) {
            growTrees();
        } else {
            train();
        }
        mark();
        return 0;
    }

    private static void train() {
        Engine.start();
        try (var scope = Scope.open()) {
            Tensor input = Tensor.randomNormal(Shape.of(8, 4), Rng.of(1));
            Tensor weight = Tensor.randomNormal(Shape.of(4, 2), Rng.of(2)).requiresGrad(true);
            input.matmul(weight).relu().mean().backward();
        }
    }

    /** Learns from the penguins in a folder that is gone afterwards. */
    private static void growTrees() throws IOException {
        Path folder = Files.createTempDirectory("vivace");
        try {
            Path model = folder.resolve("model");
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            String[] arguments = {"trees", "train", "--rounds", "5", "--out", model.toString()};
            Main.run(Terminal.none(), nowhere, nowhere, arguments);
        } finally {
            TreesFolder.remove(folder);
        }
    }

    /** Marks a grey picture in a folder that is gone afterwards. */
    private static void mark() throws IOException {
        Path folder = Files.createTempDirectory("vivace");
        Path picture = folder.resolve("picture.jpg");
        Path marked = folder.resolve("marked.jpg");
        try {
            byte[] grey = JpegEncoder.of(QUALITY).encode(SIDE, SIDE, (row, pixels) -> Arrays.fill(pixels, 0x808080));
            Files.write(picture, grey);
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            String[] arguments = {"watermark", "text", "A", picture.toString(), "-o", marked.toString()};
            Main.run(Terminal.none(), nowhere, nowhere, arguments);
        } finally {
            Files.deleteIfExists(marked);
            Files.deleteIfExists(picture);
            Files.delete(folder);
        }
    }
}
