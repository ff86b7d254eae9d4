package ai.vivace.tax.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.vivace.base.InputException;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.LineName;
import ai.vivace.tax.Person;
import ai.vivace.tax.Precision;
import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final BigDecimal THOUSAND = new BigDecimal(1_000);

    private static Filer.Builder single(int year, long wages) {
        return Filer.of(TaxYear.of(year), FilingStatus.SINGLE)
                .you(Person.of(30))
                .amount(Item.WAGES, wages);
    }

    @Test
    void slicesAddUpToTaxableIncomeAndTax() {
        Filer filer = single(2025, 90_000)
                .amount(Item.LONG_TERM_GAIN, 600_000)
                .amount(Item.TAXABLE_INTEREST, 500)
                .build();
        TaxReturn exact = TaxReturn.of(filer, Precision.EXACT);
        BracketSlices slices = BracketSlices.of(filer);
        assertThat(slices.slices().stream().map(BracketSlices.Slice::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(exact.taxableIncome());
        assertThat(slices.tax()).isEqualByComparingTo(exact.value(LineName.REGULAR_INCOME_TAX));
        assertThat(slices.slices()).extracting(BracketSlices.Slice::name).startsWith("10% of ordinary income");
        assertThat(slices.chart().orElseThrow().svg()).contains("20% of gains and dividends", ">$");
        assertThat(BracketSlices.of(single(2025, 5_000).build()).chart()).isEmpty();
    }

    @Test
    void ratesOfAPlainJobAreThoseOfTheBracket() {
        TaxRates rates = TaxRates.of(single(2025, 80_000).build());
        assertThat(rates.bracket()).isEqualByComparingTo("0.22");
        assertThat(rates.marginal()).isEqualByComparingTo("0.22");
        // 64,250 taxable: 5,578.50 + 22% of 15,775 = 9,049; FICA is 7.65%.
        assertThat(rates.effective().doubleValue()).isCloseTo(9_049.0 / 80_000, offset(1e-9));
        assertThat(rates.allIn().doubleValue()).isCloseTo(9_049.0 / 80_000 + 0.0765, offset(1e-9));
    }

    @Test
    void theMarginalRateIsTheFiniteDifferenceOfReturns() {
        for (long wages = 4_000; wages < 700_000; wages += 23_457) {
            Filer filer = single(2026, wages).dependents(4).build();
            BigDecimal before = TaxReturn.of(filer, Precision.EXACT).netTax();
            BigDecimal after = TaxReturn.of(
                            filer.change().amount(Item.WAGES, wages + 1).build(), Precision.EXACT)
                    .netTax();
            assertThat(TaxRates.of(filer).marginal()).isEqualByComparingTo(after.subtract(before));
        }
    }

    @Test
    void aThousandMoreCostsByItsKind() {
        Filer filer = single(2025, 80_000).build();
        assertThat(MoreIncome.of(filer, IncomeKind.WAGES, THOUSAND).cost()).isEqualByComparingTo("296.5");
        assertThat(MoreIncome.of(filer, IncomeKind.INTEREST, THOUSAND).cost()).isEqualByComparingTo("220");
        assertThat(MoreIncome.of(filer, IncomeKind.LONG_TERM_GAIN, THOUSAND).cost())
                .isEqualByComparingTo("150");
        assertThat(MoreIncome.of(filer, IncomeKind.QUALIFIED_DIVIDENDS, THOUSAND)
                        .cost())
                .isEqualByComparingTo("150");
        // 141.2955 of self-employment tax; 22% of 1,000 less its half and a fifth of what is left.
        assertThat(MoreIncome.of(filer, IncomeKind.SELF_EMPLOYMENT, THOUSAND).cost())
                .isEqualByComparingTo("304.861496");
        assertThat(MoreIncome.ofAll(filer, THOUSAND))
                .extracting(MoreIncome::kind)
                .contains(IncomeKind.PENSION)
                .doesNotContain(IncomeKind.SPOUSE_WAGES);
        MoreIncome wages = MoreIncome.of(filer, IncomeKind.WAGES, THOUSAND);
        assertThat(wages.kept().add(wages.cost())).isEqualByComparingTo(THOUSAND);
        assertThat(wages.sentence())
                .isEqualTo("$1,000 more of wages costs $296.50 in federal tax, so you keep $703.50.");
        assertThatThrownBy(() -> MoreIncome.of(filer, IncomeKind.WAGES, BigDecimal.ZERO))
                .isInstanceOf(InputException.class);
    }

    @Test
    void employeesPaySocialSecurityUpToTheWageBase() {
        EmployeeTaxes taxes = EmployeeTaxes.of(single(2026, 200_000).build());
        assertThat(taxes.socialSecurity()).isEqualByComparingTo("11439");
        assertThat(taxes.medicare()).isEqualByComparingTo("2900");
    }

    @Test
    void aCoupleIsComparedWithTwoReturns() {
        Filer couple = Filer.of(TaxYear.of(2025), FilingStatus.MARRIED_JOINT)
                .amount(Item.WAGES, 150_000)
                .amount(Item.WAGES_SPOUSE, 20_000)
                .amount(Item.WITHHELD, 160_000)
                .build();
        Comparison comparison = Comparisons.statuses(couple);
        assertThat(comparison.choices())
                .extracting(Comparison.Choice::name)
                .containsExactly("married filing jointly", "two separate returns");
        assertThat(comparison.best().orElseThrow().name()).isEqualTo("married filing jointly");
        assertThat(comparison.difference(comparison.choices().get(1)).orElseThrow())
                .isPositive();
        assertThat(comparison.sentence()).startsWith("Least federal tax: married filing jointly");
    }

    @Test
    void aStatusThatIsNotOpenSaysWhy() {
        Comparison comparison = Comparisons.statuses(single(2025, 60_000).build());
        Comparison.Choice head = comparison.choices().stream()
                .filter(choice -> choice.name().equals("head of household"))
                .findFirst()
                .orElseThrow();
        assertThat(head.netTax()).isEmpty();
        assertThat(head.note()).contains("not open", "needs a dependent");
        assertThat(comparison.table().render(TerminalStyle.ascii())).contains("married filing separately");
    }

    @Test
    void deductionsYearsChildrenWorkAndSavingAreCompared() {
        Filer filer = single(2025, 90_000)
                .amount(Item.MORTGAGE_INTEREST, 12_000)
                .amount(Item.STATE_INCOME_TAX, 7_000)
                .build();
        assertThat(Comparisons.deductions(filer).best().orElseThrow().name()).isEqualTo("itemized deductions");
        assertThat(Comparisons.deductions(single(2025, 90_000).build())
                        .choices()
                        .get(1)
                        .netTax())
                .isEmpty();
        assertThat(Comparisons.years(filer, TaxYear.known()).choices()).hasSize(7);
        Comparison child = Comparisons.childAdded(filer, 3);
        assertThat(child.difference(child.choices().get(1)).orElseThrow()).isEqualByComparingTo("-2200");
        Comparison freelance = Comparisons.freelance(filer, new BigDecimal(10_000));
        assertThat(freelance.difference(freelance.choices().get(1)).orElseThrow())
                .isPositive();
        Comparison saving = Comparisons.traditionalOrRoth(filer, new BigDecimal(10_000));
        assertThat(saving.difference(saving.choices().get(1)).orElseThrow()).isEqualByComparingTo("-2200");
        assertThatThrownBy(() -> Comparisons.traditionalOrRoth(filer, new BigDecimal(50_000)))
                .hasMessageContaining("the limit of $23,500 in 2025");
    }

    @Test
    void aCurveHasARateForEachWage() {
        RateCurve curve = RateCurve.of(single(2025, 0).build(), new BigDecimal(200_000), 20);
        assertThat(curve.wages()).hasSize(20).last().isEqualTo(new BigDecimal(200_000));
        assertThat(curve.chart().svg()).contains("marginal");
        assertThatThrownBy(() -> RateCurve.of(single(2025, 0).build(), BigDecimal.ZERO, 20))
                .isInstanceOf(InputException.class);
    }

    @Test
    void neededFormsFollowTheLines() {
        TaxReturn plain = TaxReturn.of(single(2025, 60_000).build());
        assertThat(NeededForm.of(plain)).extracting(NeededForm::form).containsExactly("Form 1040");
        TaxReturn freelancer = TaxReturn.of(single(2025, 0)
                .dependents(4)
                .amount(Item.SELF_EMPLOYMENT, 40_000)
                .amount(Item.TAXABLE_INTEREST, 2_000)
                .build());
        assertThat(NeededForm.of(freelancer))
                .extracting(NeededForm::form)
                .contains(
                        "Schedule 1",
                        "Schedule 2",
                        "Schedule B",
                        "Schedule C",
                        "Schedule SE",
                        "Schedule EIC",
                        "Schedule 8812",
                        "Form 8995");
    }

    @Test
    void theGlossaryHasSentencesPlacesAndExamplesOfTheUser() {
        TaxReturn result = TaxReturn.of(single(2025, 60_000).build());
        assertThat(Glossary.terms()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(Glossary.terms()).extracting(GlossaryTerm::name).doesNotHaveDuplicates();
        for (GlossaryTerm term : Glossary.terms()) {
            assertThat(term.meaning()).as(term.name()).endsWith(".");
            assertThat(term.where()).as(term.name()).isNotBlank();
            assertThat(term.example(result)).as(term.name()).endsWith(".").doesNotContain("{");
        }
        assertThat(Glossary.find("taxable income").example(result)).isEqualTo("Yours is $44,250.");
        assertThatThrownBy(() -> Glossary.find("witholding")).hasMessageContaining("Did you mean \"Withholding\"?");
    }

    @Test
    void kindsOfIncomeAreThoseOfTheStatus() {
        assertThat(IncomeKind.of(single(2025, 1).build())).doesNotContain(IncomeKind.SPOUSE_WAGES);
        assertThat(List.of(IncomeKind.values())).hasSize(10);
    }
}
