package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxEstimateCommandTest {
    @TempDir
    Path folder;

    private static CommandRun estimate(String... more) {
        return CommandRun.of(Stream.concat(Stream.of("tax", "estimate", "--year", "2025"), Stream.of(more))
                .toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void theAnswerComesFirstThenLinesWithTheirPlaces() {
        CommandRun run = estimate("--status", "single", "--wages", "85000", "--withheld", "10500");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("You get back $345 for 2025.")
                .containsPattern("Taxable income +Form 1040, line 15 +\\$69,250")
                .contains("Your age is 40, as none was given.")
                .contains("federal law as of 2026-11-23")
                .doesNotContain("Rule:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"85000", "$85,000", "85k", "85K", "85,000.00", " 85000 "})
    void amountsAreReadAsPeopleWriteThem(String wages) throws IOException {
        assertThat(json(estimate("--status", "single", "--wages", wages, "--json"))
                        .at("/lines/wages/value")
                        .asInt())
                .isEqualTo(85_000);
    }

    @Test
    void explainAddsRulesNumbersSourcesAndWhatIsNotModelled() {
        assertThat(estimate("--status", "single", "--wages", "85k", "--explain").out())
                .contains("Rule: Tax Table", "Numbers: taxable income $69,250", "Source: ", "Not in this estimate");
    }

    @Test
    void theJsonHasNamedLinesWithReasons() throws IOException {
        JsonNode document = json(estimate("--status", "mfj", "--wages", "85k", "--dependents", "5,9", "--json"));

        assertThat(document.get("tax_year").asInt()).isEqualTo(2025);
        assertThat(document.get("parameter_date").asText()).isEqualTo("2026-11-23");
        assertThat(document.at("/lines/child_tax_credit/value").asInt()).isEqualTo(4_400);
        assertThat(document.at("/lines/child_tax_credit/form").asText()).isEqualTo("Form 1040");
        assertThat(document.at("/lines/child_tax_credit/line").asText()).isEqualTo("19");
        assertThat(document.at("/lines/child_tax_credit/figures/children").asInt())
                .isEqualTo(2);
        assertThat(document.at("/lines/child_tax_credit/source").asText()).contains("IRC 24");
        assertThat(document.get("assumptions")).isNotEmpty();
        assertThat(document.get("not_modelled")).isNotEmpty();
    }

    @Test
    void yamlAndJsonFilesSayTheSameAsFlags() throws IOException {
        Path yaml = Files.writeString(folder.resolve("me.yaml"), """
                # a couple with one child
                tax_year: 2025
                Filing status: married filing jointly
                wages_primary: $120,000
                spouse_wages: 40k
                dependent_ages: [4]
                blind_spouse: no
                age_spouse:
                federal_withholding: 18,250
                """);
        Path json = Files.writeString(folder.resolve("me.json"), """
                {"tax_year": 2025, "filing_status": "mfj", "wages_primary": 120000, "wages_spouse": "40k",
                \t"dependent_ages": [4], "blind_spouse": false, "age_spouse": null, "federal_withholding": 18250.00}
                """);
        String flags = estimate(
                        "--status",
                        "mfj",
                        "--wages",
                        "120k",
                        "--spouse-wages",
                        "40k",
                        "--dependents",
                        "4",
                        "--withheld",
                        "18250")
                .out();

        assertThat(CommandRun.of("tax", "estimate", yaml.toString()).out()).isEqualTo(flags);
        assertThat(CommandRun.of("tax", "estimate", json.toString()).out()).isEqualTo(flags);
    }

    @Test
    void flagsOverruleTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("me.yaml"), "status: single\nwages: 50k\nblind: yes\n");

        JsonNode document = json(estimate(file.toString(), "--wages", "60k", "--blind=no", "--json"));

        assertThat(document.at("/lines/wages/value").asInt()).isEqualTo(60_000);
        assertThat(document.at("/lines/standard_deduction/value").asInt()).isEqualTo(15_750);
    }

    @Test
    void fieldsWorkByTheirOwnNamesToo() {
        assertThat(estimate("--filing-status", "single", "--wages-primary", "85k", "--federal-withholding", "10,500")
                        .out())
                .startsWith("You get back $345");
    }

    @Test
    void aSeparateFilerIsToldWhyCreditsAndDeductionsAreZero() throws IOException {
        JsonNode document = json(estimate(
                "--status",
                "mfs",
                "--wages",
                "15k",
                "--dependents",
                "5",
                "--student-loan-interest",
                "900",
                "--tips",
                "3k",
                "--json"));

        assertThat(document.at("/lines/earned_income_credit/value").asInt()).isZero();
        assertThat(document.at("/lines/earned_income_credit/sentence").asText()).contains("joint return only");
        assertThat(document.at("/lines/student_loan_interest/value").asInt()).isZero();
        assertThat(document.at("/lines/student_loan_interest/sentence").asText())
                .containsIgnoringCase("separate");
        assertThat(document.at("/lines/tips_deduction/value").asInt()).isZero();
        assertThat(document.at("/lines/tips_deduction/sentence").asText()).contains("joint return only");
    }

    @Test
    void aMonthlyFigureIsWarnedOfAndComputed() {
        CommandRun run =
                estimate("--status", "single", "--age", "22", "--wages", "7000", "--withheld", "800", "--quiet");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("You get back $800");
        assertThat(run.err()).startsWith("warning: ").contains("look like a month");
    }

    @Test
    void aMissingYearIsThatOfTheDayAndSaidSo() {
        CommandRun run =
                CommandRun.of("tax", "estimate", "--status", "single", "--wages", "50k", "--today", "2024-03-01");

        assertThat(run.out()).startsWith("Your federal tax for 2024 is");
        assertThat(run.err()).contains("Tax year 2024, as none was given");
        assertThat(CommandRun.of("tax", "estimate", "--status", "single", "--today", "2031-03-01")
                        .err())
                .contains("Tax year 2026");
    }

    @Test
    void aResidentByDaysMayEstimate() {
        assertThat(estimate("--status", "single", "--wages", "50k", "--visa", "H-1B", "--arrived", "2022-02-01")
                        .exitCode())
                .isZero();
    }

    @Test
    void exactLeavesOutTheRowsOfTheTable() throws IOException {
        // 10% of 11,925, 12% up to 48,475, 22% above: the table's row of 69,250 to 69,300 has half of 50 more.
        assertThat(json(estimate("--status", "single", "--wages", "85k", "--exact", "--json"))
                        .at("/lines/regular_income_tax/value")
                        .decimalValue())
                .isEqualByComparingTo("10149.00");
    }

    @Test
    void thePageIsOneFile() throws IOException {
        Path page = folder.resolve("estimate.html");
        CommandRun run = estimate("--status", "single", "--wages", "85k", "--html", page.toString());

        assertThat(run.err()).contains("Wrote " + page);
        assertThat(Files.readString(page)).contains("Your federal tax for 2025 is $10,155.", "<svg", "Sources");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void quietLeavesOutRemarks() {
        assertThat(estimate("--status", "single", "--wages", "85k", "--quiet").err())
                .isEmpty();
    }

    @Test
    void theHelpShowsFlagsInGroups() {
        assertThat(CommandRun.of("tax", "estimate", "--help").out())
                .contains("Income of the year, in dollars:", "--wages=DOLLARS", "--withheld=DOLLARS")
                .doesNotContain("--wages-primary");
    }
}
