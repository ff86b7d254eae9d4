package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tax.batch.Batch;
import ai.vivace.tax.batch.BatchFormat;
import ai.vivace.tax.batch.BatchReport;
import ai.vivace.tax.business.BusinessCase;
import ai.vivace.tax.business.BusinessComparison;
import ai.vivace.tax.explain.BracketSlices;
import ai.vivace.tax.explain.Comparison;
import ai.vivace.tax.explain.Comparisons;
import ai.vivace.tax.explain.IncomeKind;
import ai.vivace.tax.explain.MoreIncome;
import ai.vivace.tax.explain.TaxRates;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.LawGroup;
import ai.vivace.tax.law.TaxYear;
import ai.vivace.tax.paycheck.FormW4;
import ai.vivace.tax.paycheck.Pay;
import ai.vivace.tax.paycheck.PayFrequency;
import ai.vivace.tax.paycheck.Paycheck;
import ai.vivace.tax.paycheck.PreTax;
import ai.vivace.tax.plan.LastYear;
import ai.vivace.tax.plan.QuarterlyPlan;
import ai.vivace.tax.plan.QuarterlyQuestion;
import ai.vivace.tax.report.ReturnAnswer;
import ai.vivace.tax.residency.Newcomer;
import ai.vivace.tax.residency.Residence;
import ai.vivace.tax.residency.Residency;
import ai.vivace.tax.residency.Visa;
import ai.vivace.testing.DocumentedSnippets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/tax.md, and its table of rules. */
class TaxGuideTest {
    private static final String PAGE = "docs/guide/tax.md";
    private static final String START = "<!-- rules -->\n";
    private static final String END = "<!-- end of rules -->";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf(PAGE, TaxGuideTest.class);
    }

    @Test
    void aStudentAsksAboutResidency() {
        // snippet
        Residency residency = Residency.of(Newcomer.of(TaxYear.of(2025))
                .stay(Visa.F1, LocalDate.of(2024, 8, 15))
                .country("India")
                .build());
        System.out.println(residency.residence().title());
        residency.steps().forEach(System.out::println);
        residency.forms().forEach(form -> System.out.println(form.form() + ": " + form.why()));
        // end
        assertThat(residency.residence()).isEqualTo(Residence.NONRESIDENT);
    }

    @Test
    void aReturnIsReadAndUnderstood() {
        // snippet
        Filer filer = Filer.of(TaxYear.of(2025), FilingStatus.SINGLE)
                .you(Person.of(27))
                .amount(Item.WAGES, "$85,000")
                .amount(Item.WITHHELD, "9,800")
                .build();
        TaxReturn result = TaxReturn.of(filer);
        System.out.println(ReturnAnswer.of(result).headline());
        for (Line line : result.lines()) {
            System.out.println(line + " because " + line.reason().sentence());
        }
        // end
        assertThat(ReturnAnswer.of(result).headline()).isEqualTo("You still owe $355 for 2025.");

        // snippet
        BracketSlices slices = BracketSlices.of(filer);
        slices.slices().forEach(slice -> System.out.println(slice.name() + ": " + Money.text(slice.amount())));
        TaxRates rates = TaxRates.of(filer);
        MoreIncome raise = MoreIncome.of(filer, IncomeKind.WAGES, new BigDecimal(1_000));
        System.out.println(raise.sentence());
        // end
        assertThat(rates.bracket()).isEqualByComparingTo("0.22");
        assertThat(raise.returnTax()).isEqualByComparingTo("220");
    }

    @Test
    void aPaycheckIsRead() {
        // snippet
        FormW4 form = FormW4.of(FilingStatus.SINGLE);
        Paycheck paycheck = Paycheck.of(Pay.of(TaxYear.of(2026), PayFrequency.BIWEEKLY, form, new BigDecimal(2_000))
                .takeOff(PreTax.RETIREMENT, new BigDecimal(100))
                .build());
        paycheck.lines().forEach(System.out::println);
        // end
        assertThat(paycheck.socialSecurity()).isEqualByComparingTo("124");
    }

    @Test
    void aFreelancerPlansAndAsksAboutACompany() {
        // snippet
        Filer freelancer = Filer.of(TaxYear.of(2026), FilingStatus.SINGLE)
                .amount(Item.SELF_EMPLOYMENT, "60k")
                .build();
        QuarterlyPlan plan = QuarterlyQuestion.of(freelancer)
                .lastYear(new LastYear(new BigDecimal(9_000), new BigDecimal(70_000)))
                .plan();
        plan.installments().forEach(each -> System.out.println(each.due() + ": " + Money.text(each.toPay())));
        // end
        assertThat(plan.installments()).hasSize(4);

        Filer filer = Filer.of(TaxYear.of(2026), FilingStatus.SINGLE).build();
        // snippet
        BusinessComparison comparison =
                BusinessComparison.of(BusinessCase.of(filer, new BigDecimal(120_000), new BigDecimal(60_000))
                        .state("CA")
                        .build());
        comparison.costs().forEach(cost -> System.out.println(cost.form().title() + ": " + Money.text(cost.kept())));
        // end
        assertThat(comparison.costs()).hasSize(4);
    }

    @Test
    void yearsAreCompared() {
        Filer filer = Filer.of(TaxYear.of(2025), FilingStatus.SINGLE)
                .amount(Item.WAGES, 85_000)
                .build();
        // snippet
        Comparison years = Comparisons.years(filer, List.of(TaxYear.of(2024), TaxYear.of(2026)));
        System.out.println(years.table());
        System.out.println(years.sentence());
        // end
        assertThat(years.choices()).hasSize(3);
    }

    @Test
    void aFileOfFilersIsComputed() throws IOException {
        Path filers =
                Files.writeString(folder.resolve("filers.csv"), "tax_year,filing_status,wages\n2025,single,85k\n");
        Path returns = folder.resolve("returns.csv");
        // snippet
        BatchReport report = Batch.of(BatchFormat.CSV, BatchFormat.CSV).run(filers, returns);
        System.out.println(report.computed() + " returns, " + report.bad() + " bad rows");
        // end
        assertThat(report.computed()).isEqualTo(1);
    }

    @Test
    void theTableOfRulesIsThatOfTheLaw() throws IOException {
        String page = Files.readString(root().resolve(PAGE));
        int start = page.indexOf(START) + START.length();

        assertThat(page.substring(start, page.indexOf(END)))
                .as("The table of rules in %s is stale. Put in its place:%n%n%s%n", PAGE, rules())
                .isEqualTo(rules());
    }

    private static String rules() {
        StringBuilder table = new StringBuilder("| rule | source | confidence |\n| --- | --- | --- |\n");
        rows(Law.of(TaxYear.of(2025)).groups().values(), table);
        rows(Law.general().values(), table);
        return table.toString();
    }

    private static void rows(Collection<LawGroup> groups, StringBuilder table) {
        for (LawGroup group : groups) {
            Citation citation = group.citation();
            table.append("| ")
                    .append(citation.group().replace('_', ' '))
                    .append(" | ")
                    .append(citation.source().replace("|", "\\|"))
                    .append(" | ")
                    .append(citation.confidence().word())
                    .append(" |\n");
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run inside the repository.");
        }
        return folder;
    }
}
