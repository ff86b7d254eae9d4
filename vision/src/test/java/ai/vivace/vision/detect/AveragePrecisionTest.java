package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a second implementation of COCO's evaluation, in NumPy, on the same boxes; to 1e-9. */
class AveragePrecisionTest {
    private static final int PICTURES = 6;
    private static final int CLASSES = 4;

    /** Picture, class, left, top, right, bottom. */
    private static final double[][] TRUE = {
        {0, 0, 68, 37, 85, 52},
        {0, 1, 61, 42, 92, 64},
        {0, 0, 59, 78, 104, 96},
        {1, 1, 32, 75, 55, 106},
        {1, 0, 44, 73, 63, 90},
        {3, 1, 6, 16, 35, 40},
        {3, 0, 52, 34, 91, 73},
        {4, 2, 62, 19, 72, 61},
        {4, 1, 61, 24, 103, 65},
        {4, 2, 10, 4, 38, 18},
        {5, 0, 56, 23, 94, 37},
    };

    /** Picture, class, score, left, top, right, bottom. */
    private static final double[][] FOUND = {
        {0, 0, 0.05, 67, 34, 88, 56},
        {0, 1, 0.8, 58, 45, 88, 61},
        {0, 1, 0.5, 58, 43, 88, 67},
        {0, 2, 0.65, 46, 39, 81, 71},
        {1, 1, 0.5, 33, 72, 57, 103},
        {1, 1, 0.85, 32, 71, 58, 109},
        {1, 0, 0.8, 45, 69, 62, 87},
        {1, 0, 0.8, 51, 26, 73, 73},
        {1, 2, 0.55, 65, 78, 75, 126},
        {2, 0, 0.3, 12, 4, 36, 43},
        {2, 0, 0.7, 60, 16, 98, 27},
        {3, 1, 0.9, 53, 42, 95, 70},
        {3, 0, 0.4, 78, 11, 102, 27},
        {4, 2, 0.15, 59, 18, 74, 62},
        {4, 0, 0.65, 58, 21, 74, 61},
        {4, 1, 0.8, 65, 27, 105, 69},
        {4, 1, 0.25, 61, 21, 103, 66},
        {4, 1, 0.45, 10, 3, 40, 14},
        {5, 0, 0.25, 60, 23, 95, 41},
        {5, 0, 0.8, 58, 21, 92, 40},
    };

    private static AveragePrecision all() {
        AveragePrecision precision = AveragePrecision.of(CLASSES);
        for (int picture = 0; picture < PICTURES; picture++) {
            List<TrueBox> things = new ArrayList<>();
            for (double[] row : TRUE) {
                if (row[0] == picture) {
                    things.add(new TrueBox((int) row[1], new Box(row[2], row[3], row[4], row[5])));
                }
            }
            List<Detection> detections = new ArrayList<>();
            for (double[] row : FOUND) {
                if (row[0] == picture) {
                    detections.add(new Detection((int) row[1], row[2], new Box(row[3], row[4], row[5], row[6])));
                }
            }
            precision.add(detections, things);
        }
        return precision;
    }

    @Test
    void theMeanOverThresholdsIsThatOfTheClassesThatThereAre() {
        AveragePrecision precision = all();

        double ofClasses = (precision.meanOf(0) + precision.meanOf(1) + precision.meanOf(2)) / 3;
        assertThat(ofClasses).isCloseTo(precision.mean(), within(1e-12));
        assertThat(precision.meanOf(3)).isNaN();
        assertThat(precision.meanOf(0)).isLessThan(precision.of(0, 0.5));
    }

    @Test
    void equalsTheReference() {
        AveragePrecision precision = all();
        assertThat(precision.mean(0.5)).isCloseTo(0.3795379537953794, within(1e-9));
        assertThat(precision.mean()).isCloseTo(0.13796479647964793, within(1e-9));
        assertThat(precision.of(0, 0.5)).isCloseTo(0.40594059, within(1e-8));
        assertThat(precision.of(1, 0.5)).isCloseTo(0.56435644, within(1e-8));
        assertThat(precision.of(2, 0.5)).isCloseTo(0.16831683, within(1e-8));
        assertThat(precision.of(1, 0.75)).isCloseTo(0.03217822, within(1e-8));
    }

    @Test
    void classesWithoutThingsDoNotCount() {
        assertThat(all().of(3, 0.5)).isNaN();
        assertThat(AveragePrecision.of(2).mean(0.5)).isNaN();
    }

    @Test
    void perfectAnswersHaveOne() {
        AveragePrecision precision = AveragePrecision.of(2);
        Box box = new Box(3, 4, 20, 30);
        precision.add(List.of(new Detection(1, 0.3, box)), List.of(new TrueBox(1, box)));
        precision.add(List.of(), List.of());
        assertThat(precision.mean()).isEqualTo(1);
    }

    @Test
    void aSecondDetectionOfOneThingIsWrong() {
        AveragePrecision precision = AveragePrecision.of(1);
        Box box = new Box(0, 0, 10, 10);
        Box other = new Box(50, 50, 60, 60);
        precision.add(
                List.of(new Detection(0, 0.9, box), new Detection(0, 0.8, box), new Detection(0, 0.7, other)),
                List.of(new TrueBox(0, box), new TrueBox(0, other)));
        // Precision 1 up to half of recall (51 of 101 steps), then 2 of 3.
        assertThat(precision.mean(0.5)).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-12));
    }
}
