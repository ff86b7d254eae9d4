package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpegFuzzTest {
    private static final Layer MARK = Pictures.mark(new Box(10, 8, 40, 30), BlendMode.NORMAL);
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void changedBytesGiveAResultOrAnError(Kind kind) {
        byte[] file = kind.file(53, 41, 1);
        Rng rng = Rng.of(1).split(kind.name());
        tryAll(() -> {
            byte[] broken = file.clone();
            for (int i = 0; i <= rng.nextInt(8); i++) {
                // Half of the changes are in the headers, which are the smaller part.
                int limit = rng.nextInt(2) == 0 ? Math.min(400, broken.length) : broken.length;
                broken[rng.nextInt(limit)] = (byte) rng.nextInt(256);
            }
            return broken;
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void cutOffFilesGiveAResultOrAnError(Kind kind) {
        byte[] file = kind.file(53, 41, 2);
        Rng rng = Rng.of(2).split(kind.name());
        tryAll(() -> Arrays.copyOf(file, rng.nextInt(file.length)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void movedPartsGiveAResultOrAnError(Kind kind) {
        byte[] file = kind.file(53, 41, 3);
        Rng rng = Rng.of(3).split(kind.name());
        tryAll(() -> {
            byte[] broken = file.clone();
            int length = 1 + rng.nextInt(40);
            System.arraycopy(
                    file, rng.nextInt(file.length - length), broken, rng.nextInt(file.length - length), length);
            return broken;
        });
    }

    private interface Source {
        byte[] next();
    }

    private static void tryAll(Source source) {
        int results = 0;
        for (int round = 0; round < ROUNDS; round++) {
            results += isRead(source.next()) ? 1 : 0;
        }
        // Were all refused, nothing behind the first check would have been tried.
        assertThat(results).isPositive();
    }

    /** Whether a file is marked; any exception but the one for wrong input fails the test. */
    private static boolean isRead(byte[] bytes) {
        try {
            JpegFile file = JpegFile.read(bytes, 1_000_000);
            JpegSegments.of(file).withComment("fuzz").write();
            JpegSampler.of(file).colours(Box.of(20, 20));
            JpegPatch.Patched patched = JpegPatch.apply(file, List.of(MARK));
            JpegFile.read(patched.bytes(), 1_000_000);
            if (file.colours() == JpegColours.GREY) {
                JpegLuma luma = JpegLuma.of(file);
                luma.with(luma.samples());
            }
            return true;
        } catch (InputException e) {
            return false;
        }
    }
}
