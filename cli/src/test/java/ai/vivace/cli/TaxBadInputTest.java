package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given wrong about taxes: exit code 2, one message that names the field, and nothing written. */
class TaxBadInputTest {
    private static final String TODAY = "2026-11-26";

    @TempDir
    Path folder;

    private record Wrong(String name, List<String> arguments, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Wrong wrong(String name, String command, String... told) {
        List<String> arguments = new ArrayList<>(List.of("tax"));
        for (String word : command.split(" ")) {
            arguments.add(word.replace('_', ' '));
        }
        return new Wrong(name, arguments, List.of(told));
    }

    @ParameterizedTest
    @MethodSource({"estimates", "residents", "others"})
    void isToldInOneMessageThatSaysWhatWasExpected(Wrong wrong) {
        CommandRun run = CommandRun.of(wrong.arguments().toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("vivace: ")))
                .hasSize(1);
        assertThat(run.err()).contains(wrong.told()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    static Stream<Wrong> estimates() {
        String single = "estimate --year 2025 --status single ";
        return Stream.of(
                wrong("negative wages", single + "--wages -5000", "wages_primary: expected", "zero or more", "-$5,000"),
                wrong(
                        "withheld above wages",
                        single + "--wages 50k --withheld 60k",
                        "federal_withholding: expected at most",
                        "$50,000",
                        "$60,000"),
                wrong(
                        "qualified dividends above ordinary ones",
                        single + "--dividends 100 --qualified-dividends 200",
                        "qualified_dividends: expected at most the ordinary dividends"),
                wrong(
                        "head of household without a dependent",
                        "estimate --year 2025 --status hoh --wages 50k",
                        "head of household needs a dependent",
                        "unmarried",
                        "file as single"),
                wrong(
                        "a spouse's amount on a single return",
                        single + "--spouse-wages 20k",
                        "wages_spouse: only a joint return",
                        "Take it out, or file jointly"),
                wrong(
                        "a spouse's age on a single return",
                        single + "--spouse-age 30",
                        "age_spouse: only a married filer has a spouse"),
                wrong(
                        "a year before 2020",
                        "estimate --year 2019 --status single --wages 1k",
                        "--year: Tax year 2019 is not here",
                        "2020, 2021, 2022, 2023, 2024, 2025, 2026"),
                wrong(
                        "2027",
                        "estimate --year 2027 --status single --wages 1k",
                        "--year: Tax year 2027 is not here",
                        "2020, 2021, 2022, 2023, 2024, 2025, 2026",
                        "do not serve for another"),
                wrong(
                        "an unknown status",
                        "estimate --status maried --wages 1k",
                        "--status: Unknown filing status \"maried\". Did you mean \"married\"?",
                        "mfj"),
                wrong("no status", "estimate --wages 85k", "filing_status: expected", "--status single, mfj"),
                wrong(
                        "a decimal comma",
                        single + "--wages 85.000,00",
                        "--wages: is \"85.000,00\" written with a decimal comma, or with a decimal point?",
                        "85,000.00"),
                wrong("no amount", single + "--wages lots", "--wages: expected an amount in dollars", "\"lots\""),
                wrong("no age", single + "--age old", "--age: expected an age in whole years", "\"old\""),
                wrong("an age of 200", single + "--age 200", "0 to 130", "200"),
                wrong("neither yes nor no", single + "--blind=perhaps", "--blind: expected yes or no"),
                wrong(
                        "a misspelt flag",
                        single + "--wagess 50k",
                        "Unknown option --wagess of vivace tax estimate. Did you mean --wages?"),
                wrong("nothing at all", "estimate", "Give flags", "On a terminal"),
                wrong(
                        "a nonresident by visa",
                        "estimate --year 2025 --status single --wages 30k --visa F-1 --arrived 2024-08-15",
                        "Form 1040-NR",
                        "would be wrong"),
                wrong(
                        "a nonresident by status",
                        "estimate --year 2025 --status nonresident --wages 30k",
                        "Form 1040-NR",
                        "vivace tax resident"),
                wrong(
                        "a year of two statuses",
                        "estimate --year 2025 --status single --wages 30k --visa H-1B --arrived 2025-05-01",
                        "dual-status",
                        "Ask a professional"));
    }

    static Stream<Wrong> residents() {
        return Stream.of(
                wrong(
                        "367 days",
                        "resident --year 2025 --days 2025=367 --today " + TODAY,
                        "days in 2025: expected 0 to 365",
                        "367"),
                wrong(
                        "an arrival in the future",
                        "resident --visa F-1 --arrived 2027-08-15 --today " + TODAY,
                        "arrival: expected a day up to today, 2026-11-26",
                        "2027-08-15"),
                wrong("no arrival", "resident --visa F-1", "--visa: expected the first day", "--arrived"),
                wrong("no visa", "resident --arrived 2025-01-01", "--arrived: expected the status too"),
                wrong("nothing", "resident", "Give --visa F-1 --arrived"),
                wrong("an unknown visa", "resident --visa H1C --arrived 2025-01-01", "\"H1C\"", "Did you mean"),
                wrong(
                        "a date in another order",
                        "resident --visa F-1 --arrived 15.08.2024",
                        "--arrived: expected a date",
                        "2025-08-15",
                        "15.08.2024"),
                wrong("no stay", "resident --stay F-1", "--stay: expected a status, its first day"));
    }

    static Stream<Wrong> others() {
        return Stream.of(
                wrong(
                        "more before tax than pay",
                        "paycheck --status single --pay 1k --401k 2k",
                        "pre-tax deductions: expected at most"),
                wrong("no pay", "paycheck --status single", "Give --pay for one paycheck, or --salary for a year"),
                wrong("both kinds of pay", "paycheck --status single --pay 1k --salary 9k", "not both"),
                wrong(
                        "an unknown frequency",
                        "paycheck --status single --pay 1k --every fortnigthly",
                        "Unknown pay frequency \"fortnigthly\"",
                        "biweekly"),
                wrong("no paycheck left", "w4 --status single --pay 1k --left 0", "paychecks left: expected 1 or more"),
                wrong("no job", "w4 --status single --pay 1k --left 3 --other-job 900", "--other-job: expected pay"),
                wrong(
                        "payments without dates",
                        "quarterly --status single --self-employment 50k --estimated-payments 5k",
                        "--paid DATE=DOLLARS"),
                wrong(
                        "half of last year",
                        "quarterly --status single --self-employment 50k --last-tax 5k",
                        "give both --last-tax and --last-agi"),
                wrong(
                        "a payment without an amount",
                        "quarterly --status single --self-employment 50k --paid 2026-04-15",
                        "--paid: expected a date and an amount"),
                wrong("an unknown situation", "calendar --for freelanser", "Did you mean \"freelancer\"?"),
                wrong("a calendar of no known kind", "calendar --ics dates.txt", "--ics must be a file", ".ics"),
                wrong(
                        "a salary above the profit",
                        "llc --status single --profit 40k --salary 60k",
                        "salary: expected zero up to the profit"),
                wrong(
                        "an unknown state",
                        "llc --status single --profit 90k --salary 60k --state Californa",
                        "Did you mean \"California\"?"),
                wrong("a chart of no known kind", "brackets --status single --wages 9k --chart x.gif", ".svg or .png"),
                wrong(
                        "a chart of nothing",
                        "brackets --status single --wages 9k --chart x.svg",
                        "--chart: there is no taxable income"),
                wrong("an unknown comparison", "compare statusse --status single", "Did you mean \"statuses\"?"),
                wrong(
                        "more into a 401(k) than allowed",
                        "compare retirement --status single --wages 90k --year 2025 --contribution 50k",
                        "contribution: expected 0 up to"),
                wrong("an unknown word", "glossary witholding", "Did you mean \"Withholding\"?"),
                wrong("an unknown line", "explain taxable_incom", "Did you mean \"taxable_income\"?"),
                wrong(
                        "a line that is not there",
                        "explain amt --status single --wages 50k",
                        "\"Alternative minimum tax\" is not on this return"),
                wrong("an unknown command", "estimat", "Unknown command \"estimat\". Did you mean \"estimate\"?"),
                wrong("no file of filers", "batch /nowhere/f.csv --out r.csv", "There is no file /nowhere/f.csv"));
    }

    @Test
    void nothingIsWrittenWhenSomethingIsWrong() throws IOException {
        Path in = Files.writeString(folder.resolve("filers.csv"), "tax_year,filing_status,wagse\n2025,single,5\n");
        List<String[]> wrongs = List.of(
                new String[] {
                    "tax",
                    "estimate",
                    "--status",
                    "hoh",
                    "--html",
                    folder.resolve("e.html").toString()
                },
                new String[] {
                    "tax",
                    "calendar",
                    "--for",
                    "nobody",
                    "--ics",
                    folder.resolve("c.ics").toString()
                },
                new String[] {
                    "tax",
                    "brackets",
                    "--status",
                    "x",
                    "--chart",
                    folder.resolve("b.svg").toString()
                },
                new String[] {
                    "tax",
                    "llc",
                    "--status",
                    "single",
                    "--profit",
                    "40k",
                    "--salary",
                    "40k",
                    "--visa",
                    "F-1",
                    "--arrived",
                    "2026-08-15",
                    "--today",
                    TODAY,
                    "--chart",
                    folder.resolve("l.svg").toString()
                },
                new String[] {
                    "tax",
                    "batch",
                    in.toString(),
                    "--out",
                    folder.resolve("r.csv").toString()
                });

        for (String[] arguments : wrongs) {
            assertThat(CommandRun.of(arguments).exitCode()).isEqualTo(2);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(in);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aWrongFileIsToldWithItsNameAndPlace(Wrong wrong) throws IOException {
        String name = wrong.name();
        Path file = Files.writeString(folder.resolve(name), wrong.arguments().get(0));

        CommandRun run = CommandRun.of("tax", "estimate", file.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("vivace: " + file).contains(wrong.told());
    }

    static Stream<Wrong> files() {
        return Stream.of(
                new Wrong(
                        "misspelt.yaml",
                        List.of("filing_status: single\nwagess_primary: 5\n"),
                        List.of("Did you mean \"wages_primary\"?")),
                new Wrong(
                        "comma.yaml",
                        List.of("status: single\nwages: 85.000,00\n"),
                        List.of("wages_primary: is \"85.000,00\"")),
                new Wrong(
                        "twice.yaml",
                        List.of("status: single\nfiling_status: mfj\n"),
                        List.of("filing_status is given twice")),
                new Wrong(
                        "group.yaml",
                        List.of("status: single\nwages:\n  me: 5\n"),
                        List.of("expected one value for wages_primary")),
                new Wrong("broken.yaml", List.of("status: [single\n"), List.of(", line ", "not YAML")),
                new Wrong("empty.yaml", List.of(""), List.of("expected lines of a field and its value")),
                new Wrong("broken.json", List.of("{\"status\": single}"), List.of(", line 1: not JSON")),
                new Wrong("list.json", List.of("[1, 2]"), List.of("expected lines of a field and its value")),
                new Wrong(
                        "year.json",
                        List.of("{\"status\": \"single\", \"tax_year\": 2027}"),
                        List.of("tax_year: Tax year 2027 is not here")));
    }
}
