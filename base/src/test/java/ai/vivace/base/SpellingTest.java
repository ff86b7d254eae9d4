package ai.vivace.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> OPTIMIZERS = List.of("adam", "adamw", "sgd", "rmsprop", "radam");

    @Test
    void nearestIsTheOneWithFewestChanges() {
        assertThat(Spelling.nearest("rmspop", OPTIMIZERS)).contains("rmsprop");
        assertThat(Spelling.nearest("adamm", OPTIMIZERS)).contains("adam");
        assertThat(Spelling.nearest("sdg", List.of("sgd", "sd"))).contains("sd");
    }

    @Test
    void firstOfEquallyNearWins() {
        assertThat(Spelling.nearest("bat", List.of("cat", "rat"))).contains("cat");
        assertThat(Spelling.nearest("bat", List.of("rat", "cat"))).contains("rat");
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(Spelling.nearest("AdamW", OPTIMIZERS)).contains("adamw");
    }

    @Test
    void farWordsAreNotSuggested() {
        assertThat(Spelling.nearest("momentum", OPTIMIZERS)).isEmpty();
        assertThat(Spelling.nearest("sg", List.of("xyz"))).isEmpty();
        assertThat(Spelling.nearest("", List.of("ab"))).isEmpty();
        assertThat(Spelling.nearest("adam", List.of())).isEmpty();
    }

    @Test
    void distanceUpToAThirdOfTheWordIsNear() {
        assertThat(Spelling.nearest("abcdef", List.of("abcdXY"))).contains("abcdXY");
        assertThat(Spelling.nearest("abcdef", List.of("abcXYZ"))).isEmpty();
    }

    @Test
    void sentenceNamesTheKindTheGuessAndAllKnown() {
        assertThat(Spelling.unknown("optimizer", "adan", List.of("adam", "sgd")))
                .isEqualTo("Unknown optimizer \"adan\". Did you mean \"adam\"? Known: adam, sgd.");
        assertThat(Spelling.unknown("optimizer", "momentum", List.of("adam", "sgd")))
                .isEqualTo("Unknown optimizer \"momentum\". Known: adam, sgd.");
    }
}
