package ai.vivace.watermark.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A batch in a process of its own, to be killed: it tells of each picture that has ended. */
final class KilledBatch {
    private static final int COPIES = 20_000;

    private KilledBatch() {}

    public static void main(String[] arguments) {
        batch(Path.of(arguments[0]), Path.of(arguments[1]))
                .run((done, all, outcome) -> System.out.println(done), () -> false);
    }

    static Batch batch(Path photos, Path out) {
        return Batch.of(Inputs.of(photos.toString()).recursive(), Destination.folder(out), new Repeating())
                .threads(3);
    }

    /** Makes large files, so that a kill falls into the writing of some. */
    private static final class Repeating implements PictureProcess {
        @Override
        public Processed apply(byte[] picture, PictureTask task) {
            byte[] line = (new String(picture, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
            byte[] result = new byte[line.length * COPIES];
            for (int i = 0; i < COPIES; i++) {
                System.arraycopy(line, 0, result, i * line.length, line.length);
            }
            return Processed.of(Arrays.copyOf(result, result.length));
        }

        @Override
        public String settings() {
            return "repeat";
        }
    }
}
