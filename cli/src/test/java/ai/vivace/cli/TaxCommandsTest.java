package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about taxes besides the estimate. */
class TaxCommandsTest {
    private static final String TODAY = "2026-11-26";

    @TempDir
    Path folder;

    /** Runs a command; an underscore stands for a space within an argument. */
    private static CommandRun tax(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("tax"));
        for (String word : command.split(" ")) {
            arguments.add(word.replace('_', ' '));
        }
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static JsonNode json(String command) throws IOException {
        CommandRun run = tax(command, "--json", "--quiet");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resident --visa F-1 --arrived 2024-08-15 --year 2025",
                "explain taxable_income --status single --wages 85k",
                "forms --status single --wages 85k",
                "brackets --status single --wages 85k",
                "compare statuses --status single --wages 85k",
                "paycheck --status single --pay 2000 --year 2026",
                "w4 --status single --pay 2000 --left 6 --year 2026",
                "quarterly --status single --self-employment 60k --year 2026 --today 2026-03-01",
                "calendar --today 2026-11-26",
                "llc --status single --profit 120k --salary 60k --year 2026",
                "glossary withholding --status single --wages 85k"
            })
    void everyCommandSaysTheSameAsTextAndAsOneDocument(String command) throws IOException {
        CommandRun text = tax(command, "--quiet");

        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).isNotBlank();
        assertThat(json(command)).isNotEmpty();
    }

    @Test
    void aStudentInTheFirstYearsIsANonresidentWithoutPayrollTaxes() throws IOException {
        CommandRun run = tax("resident --year 2025 --visa F-1 --arrived 2024-08-15 --country India --today " + TODAY);

        assertThat(run.out())
                .startsWith("For 2025 you are a nonresident alien for tax, all year.")
                .contains("Form 1040-NR, due 2026-04-15", "Form 8843", "$15,750", "Form 843", "VITA");
        JsonNode document = json("resident --year 2025 --visa F-1 --arrived 2024-08-15 --today " + TODAY);
        assertThat(document.get("residence").asText()).isEqualTo("nonresident");
        assertThat(document.at("/payroll_taxes/0/owed").asBoolean()).isFalse();
    }

    @Test
    void theSubstantialPresenceTestIsThatOfThePublication() throws IOException {
        // Publication 519: 120 days in each of three years are 180, not 183.
        JsonNode document =
                json("resident --year 2025 --days 2025=120 --days 2024=120 --days 2023=120 --today " + TODAY);

        assertThat(document.get("weighted_days").decimalValue()).isEqualByComparingTo("180");
        assertThat(document.get("substantial_presence").asBoolean()).isFalse();
    }

    @Test
    void aChangeOfStatusIsGivenAsStays() {
        CommandRun run = CommandRun.of(
                "tax",
                "resident",
                "--year",
                "2025",
                "--today",
                TODAY,
                "--stay",
                "F-1 2019-08-20 2025-09-30",
                "--stay",
                "H-1B 2025-10-01",
                "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"visa\" : \"F-1 student\"", "\"visa\" : \"H-1B worker\"");
    }

    @Test
    void aPaycheckIsThatOfThePublication() throws IOException {
        // Example P28: 2,000 every two weeks, single, 2026.
        JsonNode document = json("paycheck --year 2026 --status single --pay 2,000");

        assertThat(document.get("federal_withholding").decimalValue()).isEqualByComparingTo("156.15");
        assertThat(document.get("social_security").decimalValue()).isEqualByComparingTo("124");
        assertThat(document.get("net").decimalValue()).isEqualByComparingTo("1690.85");
        assertThat(tax("paycheck --year 2026 --status single --pay 2,000").out())
                .startsWith("Of $2,000, $1,690.85 arrive.")
                .contains("Worksheet 1A");
    }

    @Test
    void aSalaryIsDividedByItsPaydaysAndARetirementPlanDoesNotLowerPayrollTaxes() throws IOException {
        JsonNode document = json("paycheck --year 2026 --status single --salary 52k --401k 200");

        assertThat(document.get("social_security").decimalValue()).isEqualByComparingTo("124");
        assertThat(document.get("federal_withholding").decimalValue()).isLessThan(new BigDecimal("156.15"));
    }

    @Test
    void aStudentsPaycheckHasNoPayrollTaxes() throws IOException {
        assertThat(json("paycheck --year 2026 --status single --pay 1500 --no-fica")
                        .get("medicare")
                        .decimalValue())
                .isZero();
    }

    @Test
    void aFormW4BringsTheYearToZeroAndWarnsOfTwoJobs() throws IOException {
        String command =
                "w4 --year 2026 --status single --pay 2,400 --withheld 9,000 --left 6 --other-job 900_weekly --today 2026-10-01";
        JsonNode document = json(command);

        assertThat(document.get("refund_after").doubleValue()).isBetween(0.0, 6.0);
        assertThat(document.get("step_4c").asInt()).isPositive();
        assertThat(document.get("paychecks_left").asInt()).isEqualTo(6);
        assertThat(tax(command).out()).contains("Step 4(c)", "the box of step 2(c) is empty");
    }

    @Test
    void thePlanOfAFreelancerHasFourDates() throws IOException {
        JsonNode document = json(
                "quarterly --year 2026 --status single --self-employment 60k --last-tax 9,000 --last-agi 70k --paid"
                        + " 2026-04-15=2,500 --today " + TODAY);

        assertThat(document.get("installments")).hasSize(4);
        assertThat(document.at("/installments/3/due").asText()).isEqualTo("2027-01-15");
        assertThat(document.at("/installments/3/to_pay").decimalValue()).isEqualByComparingTo("6500");
        assertThat(document.get("penalty_threatens").asBoolean()).isTrue();
        assertThat(document.get("safe_harbour").asText()).isEqualTo("last_year");
    }

    @Test
    void theCalendarKnowsTheDayAndWritesItsDates() throws IOException {
        Path file = folder.resolve("tax.ics");
        CommandRun run = tax("calendar --for employee,freelancer --today " + TODAY, "--ics", file.toString());

        assertThat(run.out())
                .contains(
                        "The return for 2025 can only be filed late",
                        "For 2026 one estimated payment remains: 2027-01-15");
        assertThat(Files.readString(file)).startsWith("BEGIN:VCALENDAR").contains("DTSTART;VALUE=DATE:20270415");
    }

    @Test
    void slicesAddUpToTheTaxAndChartsAreWritten() throws IOException {
        Path chart = folder.resolve("slices.svg");
        Path curve = folder.resolve("rates.png");
        JsonNode document =
                json("brackets --year 2025 --status single --wages 85k --chart " + chart + " --curve " + curve);

        double tax = 0;
        for (JsonNode slice : document.get("slices")) {
            tax += slice.get("tax").doubleValue();
        }
        assertThat(tax).isEqualTo(10_149);
        assertThat(document.get("marginal").doubleValue()).isEqualTo(0.22);
        assertThat(Files.readString(chart)).startsWith("<svg");
        assertThat(Files.size(curve)).isPositive();
        assertThat(tax("brackets --year 2025 --status single --wages 85k").out())
                .contains("22% bracket", "█", "$1,000 more of wages costs $296.50 in federal tax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statuses --status mfj --wages 90k --spouse-wages 40k",
                "deduction --status single --wages 90k --mortgage-interest 20k",
                "years --status single --wages 90k --years 2024,2025",
                "child --status mfj --wages 90k --child-age 2",
                "freelance --status single --wages 90k --profit 8k",
                "retirement --status single --wages 90k --contribution 8k"
            })
    void comparisonsNameTheLeastTax(String comparison) throws IOException {
        JsonNode document = json("compare " + comparison + " --year 2025");

        assertThat(document.get("choices").size()).isGreaterThanOrEqualTo(2);
        assertThat(document.get("best").isTextual()).isTrue();
        assertThat(tax("compare " + comparison + " --year 2025").out())
                .startsWith("Least federal tax: " + document.get("best").asText());
    }

    @Test
    void aCompanyIsComparedByWhatItLeaves() throws IOException {
        JsonNode document = json("llc --year 2026 --status single --profit 120k --salary 60k --state CA");

        assertThat(document.get("forms")).hasSize(4);
        assertThat(document.at("/forms/1/state_yearly").decimalValue()).isEqualByComparingTo("800");
        assertThat(tax("llc --year 2026 --status single --profit 120k --salary 60k --state CA")
                        .out())
                .contains("LLC as S-corporation", "$120,000", "When an S-corporation pays");
    }

    @Test
    void aNonresidentIsStoppedBeforeAnyArithmetic() throws IOException {
        JsonNode document = json(
                "llc --year 2026 --status single --profit 40k --salary 40k --visa F-1 --arrived 2024-08-15 --today "
                        + TODAY);

        assertThat(document.get("forms")).isEmpty();
        assertThat(document.get("stops").toString()).contains("S-corporation", "Form 5472", "immigration");
    }

    @Test
    void theGlossaryHasAnExampleWithTheNumbersGiven() {
        assertThat(tax("glossary taxable_income --year 2025 --status single --wages 85k")
                        .out())
                .contains("$69,250");
        CommandRun example = tax("glossary withholding");
        assertThat(example.exitCode()).isZero();
        assertThat(example.err()).contains("By an example, as you gave no numbers: single, wages of $60,000");
        assertThat(example.out()).contains("$6,000 were withheld");
        assertThat(tax("glossary").out().lines().filter(line -> line.startsWith("• ")))
                .hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "line_16", "regular_income_tax", "Tax", "Form_1040,_line_16", "form_1040_line_16"})
    void aLineIsFoundByItsNumberOrName(String line) {
        assertThat(tax("explain " + line + " --year 2025 --status single --wages 85k")
                        .out())
                .startsWith("Tax: $10,155")
                .contains("Rule: Tax Table");
    }

    @Test
    void linesThatShareAPlaceAreAllExplained() {
        assertThat(tax("explain 19 --year 2025 --status mfj --wages 120k --dependents 3,17")
                        .out())
                .contains("Child tax credit: $2,200", "Credit for other dependents: $500");
        assertThat(tax("explain Schedule_2,_line_4 --year 2025 --status single --self-employment 30k")
                        .out())
                .startsWith("Self-employment tax: $4,238");
    }

    @Test
    void formsFollowFromTheReturn() {
        assertThat(tax("forms --year 2025 --status single --wages 50k --self-employment 10k")
                        .out())
                .startsWith("Your return for 2025 has ")
                .contains("Schedule C: ", "Schedule SE: ", "Form 8995: ");
    }

    @Test
    void aFileOfFilersIsComputedAndBadRowsAreToldByRowAndColumn() throws IOException {
        Path in = Files.writeString(
                folder.resolve("filers.csv"),
                "id,tax_year,filing_status,wages_primary\na,2025,single,85k\nb,2025,single,many\nc,2025,mfj,0\n");
        Path out = folder.resolve("returns.csv");
        CommandRun run =
                CommandRun.of("tax", "batch", in.toString(), "--out", out.toString(), "--lines", "agi,total_tax");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 returns computed, 1 rows wrong");
        assertThat(run.err()).contains("warning: " + in + ", row 2, column wages_primary");
        assertThat(Files.readAllLines(out)).hasSize(4).element(1).asString().endsWith("85000,10155");
    }
}
