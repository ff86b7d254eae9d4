package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Split;
import ai.vivace.learn.Evaluation;
import ai.vivace.testing.DataFolder;
import ai.vivace.text.Document;
import ai.vivace.text.TextCsv;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.model.EncoderConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MiniLM fine-tuned on published texts, which are in the folder that VIVACE_DATA names: {@code sms-spam}, {@code fine-foods}, {@code minilm-l6-v2}. */
@Tag("slow")
class FineTunedEncoderTest {
    private static PublishedEncoder miniLm() {
        Path folder = DataFolder.named("minilm-l6-v2");
        return PublishedEncoder.onnx(
                folder.resolve("all-minilm-l6-v2.onnx"),
                folder.resolve("all-minilm-l6-v2-tokenizer.json"),
                EncoderConfiguration.of("all-minilm-l6-v2"));
    }

    private static Evaluation judged(String name, TextClassifierLearner learner) {
        Evaluation result = learner.validate();
        System.out.println(name + ": " + result);
        return result;
    }

    /** A fifth of the messages is judged; the linear model over words and pairs of words has an F1 of 0.952 there. */
    @Test
    void spamIsFound() throws IOException {
        PublishedEncoder encoder = miniLm();
        List<Document> messages = new ArrayList<>();
        for (String line : Files.readAllLines(DataFolder.file("sms-spam/sms.tsv"))) {
            int tab = line.indexOf('\t');
            messages.add(
                    new Document(line.substring(tab + 1), line.substring(0, tab), "", "line " + (messages.size() + 1)));
        }
        TextClassifierData data = TextClassifierData.of(TextDocuments.of(messages))
                .split(Split.stratified(0.2, 42))
                .encoder(encoder.tokenizer())
                .longest(64)
                .batchSize(32)
                .build();
        try (TextClassifierLearner learner =
                TextClassifierLearner.of(data, encoder).build()) {
            learner.fitWarmedUp(2, 1e-4);
            assertThat(judged("spam", learner).metric("f1").orElseThrow()).isGreaterThan(0.96);
        }
    }

    /** Whether a review gives five stars, on the published split; the linear model is right for 0.804 of them. */
    @Test
    void goodReviewsAreToldFromOthers() {
        PublishedEncoder encoder = miniLm();
        TextClassifierData data = TextClassifierData.of(reviews("train"))
                .validation(reviews("test"))
                .encoder(encoder.tokenizer())
                .longest(128)
                .batchSize(32)
                .build();
        try (TextClassifierLearner learner =
                TextClassifierLearner.of(data, encoder).build()) {
            learner.fitWarmedUp(1, 2e-4);
            assertThat(judged("reviews", learner).metric("accuracy").orElseThrow())
                    .isGreaterThan(0.83);
        }
    }

    static TextDocuments reviews(String part) {
        return TextCsv.at(DataFolder.file("fine-foods/" + part + ".csv"))
                .text("review")
                .label("score")
                .read();
    }
}
