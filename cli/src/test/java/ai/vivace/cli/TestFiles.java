package ai.vivace.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Data for tests, in order and not. */
final class TestFiles {
    static final int SIZE = 8;

    private TestFiles() {}

    /** A folder of grey 8 x 8 pictures for each class; class i is bright in row i, on noise. */
    static Path pictures(Path folder, int each, String... classes) throws IOException {
        Random random = new Random(1);
        for (int number = 0; number < classes.length; number++) {
            Path own = Files.createDirectories(folder.resolve(classes[number]));
            for (int i = 0; i < each; i++) {
                BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
                for (int y = 0; y < SIZE; y++) {
                    for (int x = 0; x < SIZE; x++) {
                        picture.getRaster().setSample(x, y, 0, random.nextInt(60) + (y == number ? 190 : 0));
                    }
                }
                ImageIO.write(
                        picture, "png", own.resolve("picture-" + i + ".png").toFile());
            }
        }
        return folder;
    }

    /** A file that is called a picture but is none. */
    static Path corruptPicture(Path file) throws IOException {
        return Files.writeString(file, "no picture at all");
    }

    /** Rows of 4 pixels and a label. */
    static Path csv(Path file, String... rows) throws IOException {
        return Files.writeString(file, String.join("\n", rows) + "\n");
    }

    /** MNIST's files for training, with numbers of one's own in their headers. */
    static Path idx(Path folder, int magic, int pictures, int labels) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte"), bytes(magic, pictures * 4, pictures, 2, 2));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), bytes(0x801, labels, labels));
        return folder;
    }

    private static byte[] bytes(int magic, int values, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(magic);
            for (int size : sizes) {
                out.writeInt(size);
            }
            for (int i = 0; i < values; i++) {
                out.writeByte(i % 2);
            }
        }
        return bytes.toByteArray();
    }

    /** A copy of a model with one text in its header replaced by one that is as long. */
    static Path changed(Path model, Path copy, String text, String other) throws IOException {
        // ISO 8859-1 keeps every byte.
        String content = Files.readString(model, StandardCharsets.ISO_8859_1);
        if (!content.contains(text) || text.length() != other.length()) {
            throw new IllegalArgumentException("The model's file lacks " + text);
        }
        return Files.writeString(copy, content.replace(text, other), StandardCharsets.ISO_8859_1);
    }
}
