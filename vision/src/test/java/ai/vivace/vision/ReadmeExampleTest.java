package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.ProgressBar;
import ai.vivace.metric.Metrics;
import ai.vivace.store.Predictor;
import ai.vivace.testing.DocumentedSnippets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example of README.md. */
class ReadmeExampleTest {
    @Test
    @SuppressWarnings("DefaultCharset") // the console's is wanted
    void theExampleLearnsDigits() {
        // snippet
        Pictures digits = Pictures.digits();
        TrainingData data =
                TrainingData.of(digits.source(), digits.split(0.2, 42)).build();
        try (Learner learner = Learner.of(data, Networks.simpleCnn(data.inputShape(), 10))
                .metrics(Metrics.accuracy())
                .callbacks(ProgressBar.lines(new PrintWriter(System.out, true)))
                .build()) {
            learner.fitOneCycle(5, learner.findRate().suggestion());
            System.out.println(learner.interpret().confusion());
            learner.export(Path.of("digits.vivace"));
        }
        // end
        try (Predictor predictor = Predictor.load(Path.of("digits.vivace"))) {
            long right = 0;
            for (int i = 0; i < 100; i++) {
                right += predictor.predict(digits.source().item(i).input()).number()
                                == digits.source().classOf(i)
                        ? 1
                        : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(85);
        }
    }

    @Test
    void theReadmeShowsIt() {
        DocumentedSnippets.areThoseOf("README.md", ReadmeExampleTest.class);
    }

    @AfterEach
    void removeTheModel() throws IOException {
        Files.deleteIfExists(Path.of("digits.vivace"));
    }
}
