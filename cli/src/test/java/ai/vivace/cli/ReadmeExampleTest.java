package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.learn.ProgressBar;
import ai.vivace.metric.Metrics;
import ai.vivace.store.Predictor;
import ai.vivace.table.CsvFile;
import ai.vivace.table.Table;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.TrainingTable;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.vision.Pictures;
import ai.vivace.vision.model.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of README.md. */
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
    void theOtherOneLearnsPassengers() throws IOException {
        StringBuilder rows = new StringBuilder("sex,age,survived\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i % 2 == 0 ? "male," : "female,").append(20 + i % 40).append(i % 2 == 0 ? ",no\n" : ",yes\n");
        }
        Files.writeString(Path.of("titanic.csv"), rows);
        // snippet
        Table table = CsvFile.at(Path.of("titanic.csv")).read();
        TrainingTable data = TrainingTable.of(table, "survived").build();
        TreeEnsemble model = GradientBoosting.standard().fit(data.features(), data.target());
        model.save(Path.of("titanic.vivacetrees"));
        // end
        double[][] predicted = TreeEnsemble.load(Path.of("titanic.vivacetrees")).predict(data.features());
        assertThat(predicted[0][0]).isGreaterThan(0.9);
        assertThat(predicted[1][0]).isLessThan(0.1);
    }

    @Test
    void theReadmeShowsThem() {
        DocumentedSnippets.areThoseOf("README.md", ReadmeExampleTest.class);
    }

    @AfterEach
    void removeTheFiles() throws IOException {
        for (String file : new String[] {"digits.vivace", "titanic.csv", "titanic.vivacetrees"}) {
            Files.deleteIfExists(Path.of(file));
        }
    }
}
