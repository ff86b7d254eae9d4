package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing is found where nothing is. */
class UnmarkedPicturesTest {
    private static final List<InvisibleMark> MARKS =
            List.of(InvisibleMark.withKey("first"), InvisibleMark.withKey("second"));

    /** Of the photos one in so many is searched for parts, which takes longer. */
    private static final int STRIDE = 10;

    @Test
    void generatedPicturesHaveNoMark() {
        for (int seed = 0; seed < 20; seed++) {
            LumaPlane picture = Scene.of(seed, 260, 240);
            for (InvisibleMark mark : MARKS) {
                assertThat(mark.detect(picture).falsePositive()).isGreaterThan(0.01);
            }
        }
    }

    @Test
    @Tag("data")
    void noneOfThreeThousandPhotosHasAMark() throws IOException {
        List<Path> files = SurvivalTest.files("flowers-224");
        double least = 1;
        int searches = 0;
        for (int i = 0; i < files.size(); i++) {
            LumaPlane picture = SurvivalTest.read(files.get(i));
            for (InvisibleMark mark : MARKS) {
                Detection detection = mark.detect(picture, i % STRIDE == 0 ? Search.PARTS : Search.WHOLE);
                assertThat(detection.isMarked()).as(files.get(i).toString()).isFalse();
                assertThat(detection.payload()).as(files.get(i).toString()).isEmpty();
                least = Math.min(least, detection.falsePositive());
                searches++;
            }
        }
        System.out.printf(
                "%d photos, %d searches, no mark; smallest probability %.3g%n", files.size(), searches, least);
        assertThat(files).hasSizeGreaterThan(3000);
    }
}
