package ai.vivace.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.text.Document;
import ai.vivace.text.OnEmpty;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.token.BlankTokenizer;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.VocabularyLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextClassifierDataTest {
    private static TextClassifierData.Builder small(TextDocuments documents) {
        return TextClassifierData.of(documents).batchSize(2);
    }

    private static TextDocuments documents(String... textsAndLabels) {
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < textsAndLabels.length; i += 2) {
            all.add(new Document(textsAndLabels[i], textsAndLabels[i + 1], "", "text " + i / 2));
        }
        return TextDocuments.of(all);
    }

    @Test
    void classesAreSplitByTheirSharesAndValidationKnowsItsDocuments() {
        TextClassifierData data = small(Songs.opinions(40)).build();
        assertThat(data.labels()).containsExactly("bad", "good");
        assertThat(data.data().training().items()).isEqualTo(32);
        assertThat(data.data().validation().items()).isEqualTo(8);
        assertThat(IntStream.range(0, 8)
                        .mapToObj(place -> data.validationDocument(place).label())
                        .filter("good"::equals))
                .hasSize(4);
        int longest = data.encoder().ids(data.validationDocument(0).text()).length;
        int shortest = data.encoder().ids(data.validationDocument(7).text()).length;
        assertThat(longest).isGreaterThan(shortest);
    }

    @Test
    void wordsOfTheValidationPartAloneAreUnknown() {
        TextClassifierData data = small(documents("a b", "x", "a c", "y", "a", "x"))
                .tokenizer(new BlankTokenizer(), VocabularyLimits.atLeast(1))
                .batchSize(1)
                .validation(documents("q", "y"))
                .build();
        assertThat(data.encoder().vocabulary().has("q")).isFalse();
        assertThat(data.encoder().vocabulary().has("c")).isTrue();
        assertThat(data.data().notes())
                .contains("No document of the class \"x\" is judged by.", "3 texts to learn from, 1 to be judged by");
    }

    @Test
    void whatCannotBeLearntIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> small(documents("a", "x", "b", "x", "c", "x")).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all documents are of the class \"x\"");
        assertThatThrownBy(() -> small(documents("a", "x", "b", "y", "c", "x"))
                        .split(Split.indices(1))
                        .build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The class \"y\" has documents to be judged by, but none to learn from");
        assertThatThrownBy(() -> small(documents("a", "x", "b", "")).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("text 1 has no class");
        assertThatThrownBy(() -> small(Songs.opinions(20)).batchSize(17).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("smaller batches");
    }

    @Test
    void emptyDocumentsAreRefusedLeftOutOrKeptAsIsSaid() {
        TextDocuments some = documents("a b", "x", " ", "y", "c", "y", "d", "x", "e", "y");
        TextClassifierData.Builder builder = small(some).validation(documents("a", "x"));
        assertThatThrownBy(builder::build).isInstanceOf(InputException.class).hasMessageContaining("text 1 is empty");
        assertThat(builder.onEmpty(OnEmpty.SKIP).build().data().notes())
                .contains("1 empty documents were left out.", "4 texts to learn from, 1 to be judged by");
        assertThat(builder.onEmpty(OnEmpty.KEEP).build().data().notes())
                .contains("5 texts to learn from, 1 to be judged by");
        TextDocuments nothing = documents("a b", "x", "", "y", "c", "y");
        assertThatThrownBy(() -> small(nothing)
                        .validation(documents("a", "x"))
                        .tokenizer(new CharacterTokenizer(), VocabularyLimits.atLeast(1))
                        .onEmpty(OnEmpty.KEEP)
                        .build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("text 1 has no token");
    }
}
