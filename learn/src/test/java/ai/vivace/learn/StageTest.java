package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.nn.Splitter;
import ai.vivace.schedule.Policy;
import ai.vivace.schedule.Rates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void gradualUnfreezingTrainsOneGroupMoreInEachEpoch() {
        List<String> training = new ArrayList<>();
        Callback noting = new Callback() {
            @Override
            public Signal beforeEpoch(FitContext fit) {
                boolean body = fit.learner().model().parameter("0.weight").isTrainable();
                boolean head = fit.learner().model().parameter("4.weight").isTrainable();
                training.add(body + " " + head);
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model())
                .splitter(Splitter.startingAt("0", "4"))
                .callbacks(noting)
                .build()) {
            learner.fit(Stage.gradual(learner.groups().size(), Rates.divided(1e-2, 2.6), Policy.constant()));
        }
        assertThat(training).containsExactly("false true", "true true");
        assertThatThrownBy(() -> Stage.gradual(0, Rates.of(1), Policy.constant()))
                .hasMessageContaining("not 0");
    }
}
