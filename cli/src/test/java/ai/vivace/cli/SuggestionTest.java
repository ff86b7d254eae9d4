package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void wordsThatTheShellTakesAsTheyAreStayBare() {
        assertThat(Suggestion.text("./vivace", false, "train", "--resume", "runs/2026-01-31-digits"))
                .isEqualTo("./vivace train --resume runs/2026-01-31-digits");
        assertThat(Suggestion.text("vivace", true, "predict", "C:\\runs\\model.vivace"))
                .isEqualTo("vivace predict C:\\runs\\model.vivace");
    }

    @Test
    void everythingElseIsQuoted() {
        assertThat(Suggestion.text("/my tools/vivace", false, "train", "é & b", "it's", ""))
                .isEqualTo("'/my tools/vivace' train 'é & b' 'it'\\''s' ''");
        assertThat(Suggestion.text("vivace", true, "train", "my photos", "a&b"))
                .isEqualTo("vivace train \"my photos\" \"a&b\"");
    }

    @Test
    void withoutALauncherTheProgramIsCalledByItsName() {
        assertThat(Suggestion.of("train")).isEqualTo("vivace train");
    }
}
