package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TaxQuestionsTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC);

    private final StringWriter said = new StringWriter();

    private Map<String, String> asked(String... answers) {
        Console console = new Console(
                Terminal.none(), new OutputOptions(), new PrintWriter(new StringWriter()), new PrintWriter(said));
        return new TaxQuestions(console, new BufferedReader(new StringReader(String.join("\n", answers) + "\n")), TODAY)
                .ask();
    }

    @Test
    void emptyAnswersTakeWhatStandsInBrackets() {
        Map<String, String> fields = asked("", "", "", "", "", "", "", "", "", "", "");

        assertThat(fields).isEqualTo(Map.of("tax_year", "2026", "filing_status", "single", "age_primary", "40"));
        assertThat(said.toString()).contains("Which year's income? [2026]", "Nothing is kept");
    }

    @Test
    void aCoupleWithAChildIsAskedAboutBoth() {
        Map<String, String> fields = asked(
                "2025", "yes", "yes", "yes", "5, 9", "", "31", "29", "$85,000", "40k", "12,400", "no", "no", "no");

        assertThat(fields)
                .isEqualTo(Map.of(
                        "tax_year", "2025",
                        "filing_status", "married_joint",
                        "dependent_ages", "5; 9",
                        "age_primary", "31",
                        "age_spouse", "29",
                        "wages_primary", "$85,000",
                        "wages_spouse", "40k",
                        "federal_withholding", "12,400"));
        assertThat(said.toString())
                .contains("The same again: vivace tax estimate", "--status married_joint", "--spouse-wages 40k");
    }

    @Test
    void aFreelancerIsAskedForProfitAndPayments() {
        assertThat(asked("2025", "y", "n", "n", "30", "0", "0", "y", "52k", "6000", "n", "n", "n"))
                .containsEntry("self_employment_primary", "52k")
                .containsEntry("estimated_payments", "6000");
    }

    @Test
    void aParentWhoPaysTheHomeIsHeadOfHousehold() {
        assertThat(asked("", "", "no", "yes", "7", "yes", "", "", "", "", "", ""))
                .containsEntry("filing_status", "head_of_household");
    }

    @Test
    void aWidowedParentIsASurvivingSpouse() {
        assertThat(asked("", "", "widowed", "yes", "7", "", "", "", "", "", ""))
                .containsEntry("filing_status", "qualifying_surviving_spouse");
    }

    @Test
    void aQuestionMarkExplainsAndAsksAgain() {
        asked("?", "2025", "", "", "", "", "", "", "", "", "", "");

        assertThat(said.toString().split("Which year's income\\?", -1)).hasSize(3);
        assertThat(said.toString()).contains("The tax year is the calendar year");
    }

    @Test
    void aWrongAnswerIsToldAndAskedAgain() {
        assertThat(asked("1999", "2025", "", "", "", "old", "33", "85.000,00", "85k", "", "", "", "", ""))
                .containsEntry("age_primary", "33")
                .containsEntry("wages_primary", "85k");
        assertThat(said.toString())
                .contains("Tax year 1999 is not here", "expected an age", "decimal comma, or with a decimal point?");
    }

    @Test
    void aNonresidentIsSentToTheOtherFormWithTheArithmetic() {
        assertThatThrownBy(() -> asked("2025", "no", "F-1", "2024-08-15"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Form 1040-NR");
        assertThat(said.toString()).contains("days as F-1 student do not count");
    }

    @Test
    void answersThatEndInterrupt() {
        assertThatThrownBy(() -> asked("2025", "yes")).isInstanceOf(CancellationException.class);
    }

    @Test
    void onATerminalWithoutArgumentsTheEstimateAsks() {
        InputStream before = System.in;
        Terminal terminal = new Terminal(true, true, StandardCharsets.UTF_8, Map.of("NO_COLOR", "1"));
        try {
            System.setIn(
                    new ByteArrayInputStream("2025\n\n\n\n\n85k\n10500\n\n\n\n\n".getBytes(StandardCharsets.UTF_8)));
            CommandRun run = CommandRun.of(terminal, "tax", "estimate");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).startsWith("You get back $345 for 2025.");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void withoutATerminalNothingIsAsked() {
        assertThat(CommandRun.of("tax", "estimate").exitCode()).isEqualTo(2);
    }
}
