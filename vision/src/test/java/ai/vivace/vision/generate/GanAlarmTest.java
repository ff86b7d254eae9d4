package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GanAlarmTest {
    private static final int WINDOW = 10;

    private final GanAlarm alarm = new GanAlarm(WINDOW);

    private List<String> add(double ranking, int batches) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            alarm.add(ranking).ifPresent(said::add);
        }
        return said;
    }

    @Test
    void aCriticThatGuessesIsToldOfOnce() {
        assertThat(add(0.51, WINDOW - 1)).isEmpty();
        assertThat(add(0.51, 1)).singleElement().asString().contains("learnt nothing", "51.0 %");
        assertThat(add(0.49, 20 * WINDOW)).isEmpty();
    }

    @Test
    void aCriticThatGuessesAfterItHadLearntIsAMatch() {
        assertThat(add(0.9, WINDOW)).isEmpty();
        assertThat(add(0.5, 3 * WINDOW)).isEmpty();
    }

    @Test
    void aCriticThatIsAheadOnlyForAWhileIsNotToldOf() {
        for (int i = 0; i < 10; i++) {
            assertThat(add(1, 4 * WINDOW)).isEmpty();
            assertThat(add(0.98, 1)).isEmpty();
        }
    }

    @Test
    void aCriticThatStaysAheadIsToldOfOnce() {
        assertThat(add(1, 5 * WINDOW - 1)).isEmpty();
        assertThat(add(1, 1)).singleElement().asString().contains("wins outright", "last 10 batches", "100.0 %");
        assertThat(add(1, 20 * WINDOW)).isEmpty();
    }
}
