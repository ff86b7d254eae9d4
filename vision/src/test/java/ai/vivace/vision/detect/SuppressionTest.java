package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final Box BOX = new Box(0, 0, 10, 10);
    /** Overlaps with the other by 1/3: 50 of 150. */
    private static final Box HALF = new Box(5, 0, 15, 10);

    @Test
    void theSurestOfThoseThatOverlapStays() {
        Detection sure = new Detection(0, 0.9, HALF);
        Detection unsure = new Detection(0, 0.4, BOX);
        assertThat(Suppression.apply(List.of(unsure, sure), 0.3)).containsExactly(sure);
    }

    @Test
    void overlapOfExactlyTheLimitStays() {
        Detection first = new Detection(0, 0.9, HALF);
        Detection second = new Detection(0, 0.4, BOX);
        assertThat(Suppression.apply(List.of(first, second), BOX.intersectionOverUnion(HALF)))
                .containsExactly(first, second);
    }

    @Test
    void classesDoNotSuppressEachOther() {
        Detection first = new Detection(0, 0.9, BOX);
        Detection second = new Detection(1, 0.4, BOX);
        assertThat(Suppression.apply(List.of(first, second), 0.5)).containsExactly(first, second);
    }

    @Test
    void whatIsSuppressedSuppressesNothing() {
        Detection first = new Detection(0, 0.9, new Box(0, 0, 10, 10));
        Detection middle = new Detection(0, 0.8, new Box(4, 0, 14, 10));
        Detection last = new Detection(0, 0.7, new Box(8, 0, 18, 10));
        assertThat(Suppression.apply(List.of(first, middle, last), 0.4)).containsExactly(first, last);
    }
}
