package ai.vivace.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bad input is answered with the field, what was expected and what came. */
class FilerTest {
    private static Filer.Builder filer(FilingStatus status) {
        return Filer.of(TaxYear.of(2025), status);
    }

    private static void refused(Filer.Builder filer, String... message) {
        assertThatThrownBy(filer::build).isInstanceOf(InputException.class).hasMessageContainingAll(message);
    }

    @Test
    void negativeWagesAreRefused() {
        refused(
                filer(FilingStatus.SINGLE).amount(Item.WAGES, -1),
                "wages_primary: expected your wages of zero or more, but found -$1");
    }

    @Test
    void lossesOfABusinessAreNotRefused() {
        assertThat(filer(FilingStatus.SINGLE)
                        .amount(Item.SELF_EMPLOYMENT, -5_000)
                        .build()
                        .amount(Item.SELF_EMPLOYMENT))
                .isEqualByComparingTo("-5000");
    }

    @Test
    void withholdingAboveWagesIsRefused() {
        refused(
                filer(FilingStatus.SINGLE).amount(Item.WAGES, 5_000).amount(Item.WITHHELD, 5_001),
                "federal_withholding",
                "$5,000",
                "$5,001",
                "Box 2 of the W-2");
        assertThat(filer(FilingStatus.SINGLE)
                        .amount(Item.PENSION, 5_000)
                        .amount(Item.WITHHELD, 5_000)
                        .build())
                .isNotNull();
    }

    @Test
    void qualifiedDividendsAboveOrdinaryOnesAreRefusedWithTheRelation() {
        refused(
                filer(FilingStatus.SINGLE).amount(Item.ORDINARY_DIVIDENDS, 100).amount(Item.QUALIFIED_DIVIDENDS, 101),
                "qualified_dividends: expected at most the ordinary dividends, of which they are a part",
                "$101 is more than $100");
    }

    @Test
    void aSeparateFilerGetsZeroAndTheReason() {
        TaxReturn result = TaxReturn.of(filer(FilingStatus.MARRIED_SEPARATE)
                .dependents(5)
                .amount(Item.WAGES, 15_000)
                .amount(Item.STUDENT_LOAN_INTEREST, 500)
                .amount(Item.TIPS, 2_000)
                .amount(Item.OVERTIME, 1_000)
                .build());
        for (LineName name : List.of(
                LineName.EARNED_INCOME_CREDIT,
                LineName.STUDENT_LOAN_INTEREST,
                LineName.TIPS_DEDUCTION,
                LineName.OVERTIME_DEDUCTION)) {
            Line line = result.line(name).orElseThrow();
            assertThat(line.value()).as("%s", name).isEqualByComparingTo("0");
            assertThat(line.reason().rule()).isEqualTo("not allowed");
            assertThat(line.reason().sentence()).containsIgnoringCase("married people");
        }
    }

    @Test
    void aHeadOfHouseholdWithoutDependentIsRefusedWithWhoQualifies() {
        refused(
                filer(FilingStatus.HEAD_OF_HOUSEHOLD),
                "head of household needs a dependent",
                "a child, a parent, or another relative",
                "file as single");
    }

    @Test
    void aSpousesAmountsAreRefusedOnOtherReturns() {
        for (FilingStatus status : List.of(FilingStatus.SINGLE, FilingStatus.MARRIED_SEPARATE)) {
            refused(
                    filer(status).amount(Item.WAGES_SPOUSE, 10),
                    "wages_spouse: only a joint return has a spouse's amounts",
                    status.title());
        }
        refused(filer(FilingStatus.SINGLE).spouse(Person.of(30)), "age_spouse: only a married filer has a spouse");
    }

    @Test
    void agesThatNobodyHasAreRefused() {
        assertThatThrownBy(() -> Person.of(131)).hasMessageContaining("0 to 130, but found 131");
        refused(filer(FilingStatus.SINGLE).dependents(-1), "dependent_ages", "found -1");
    }

    @Test
    void dependentsOfADependentAreRefused() {
        refused(
                filer(FilingStatus.SINGLE).dependents(3).circumstance(Circumstance.CLAIMED_BY_ANOTHER),
                "who can be claimed by another has no dependents");
    }

    @Test
    void whatOnlyASeparateReturnCanHaveIsRefusedElsewhere() {
        refused(
                filer(FilingStatus.SINGLE).circumstance(Circumstance.SPOUSE_ITEMIZES),
                "spouse_itemizes: expected only on a separate return");
    }

    @Test
    void aMonthlyAmountIsWarnedAboutAndComputed() {
        TaxReturn result = TaxReturn.of(filer(FilingStatus.SINGLE)
                .amount(Item.WAGES, 7_000)
                .amount(Item.WITHHELD, 900)
                .build());
        assertThat(result.warnings()).anySatisfy(note -> assertThat(note).contains("look like a month", "$7,000"));
        assertThat(TaxReturn.of(filer(FilingStatus.SINGLE)
                                .amount(Item.WAGES, 70_000)
                                .amount(Item.WITHHELD, 9_000)
                                .build())
                        .warnings())
                .isEmpty();
    }

    @Test
    void whatIsMissingStandsUnderTheAssumptions() {
        TaxReturn result = TaxReturn.of(
                filer(FilingStatus.MARRIED_JOINT).amount(Item.WAGES, 50_000).build());
        assertThat(result.assumptions())
                .contains("Your age is 40, as none was given.", "Your spouse's age is 40, as none was given.");
    }

    @Test
    void whatIsNotModelledIsSaid() {
        TaxReturn result = TaxReturn.of(Filer.of(TaxYear.of(2020), FilingStatus.SINGLE)
                .amount(Item.UNEMPLOYMENT, 9_000)
                .amount(Item.LONG_TERM_GAIN, -9_000)
                .build());
        assertThat(result.notModelled())
                .anySatisfy(note -> assertThat(note).contains("$10,200"))
                .anySatisfy(note -> assertThat(note).contains("carry to later years"));
        TaxReturn pensioner = TaxReturn.of(filer(FilingStatus.SINGLE)
                .you(Person.of(70))
                .amount(Item.PENSION, 24_999)
                .build());
        assertThat(pensioner.notModelled()).anySatisfy(note -> assertThat(note).contains("Schedule R"));
    }

    @Test
    void everyFieldHasASetterAndAnUnknownOneASuggestion() {
        Filer.Builder builder = filer(FilingStatus.MARRIED_SEPARATE);
        for (String name : FilerFields.names()) {
            FilerFields.put(builder, name, " ");
        }
        assertThat(builder.build())
                .isEqualTo(filer(FilingStatus.MARRIED_SEPARATE).build());
        assertThatThrownBy(() -> FilerFields.put(builder, "penssion", "1"))
                .hasMessageContaining("Did you mean \"pension\"?");
        assertThatThrownBy(() -> FilerFields.put(builder, "blind_primary", "maybe"))
                .hasMessageContaining("expected yes or no");
        assertThatThrownBy(() -> FilerFields.put(builder, "age_primary", "old"))
                .hasMessageContaining("age_primary: expected an age in whole years");
    }

    @Test
    void textsBecomeAFiler() {
        Filer.Builder builder = filer(FilingStatus.SINGLE);
        FilerFields.put(builder, "tax_year", "2024");
        FilerFields.put(builder, "status", "mfj");
        FilerFields.put(builder, "age", "66");
        FilerFields.put(builder, "blind_spouse", "yes");
        FilerFields.put(builder, "age_spouse", "64");
        FilerFields.put(builder, "dependent_ages", "5;17");
        FilerFields.put(builder, "aotc_expenses", "4000;$2,500");
        FilerFields.put(builder, "Wages", "85k");
        assertThat(builder.build())
                .isEqualTo(Filer.of(TaxYear.of(2024), FilingStatus.MARRIED_JOINT)
                        .you(Person.of(66))
                        .spouse(Person.of(64).withBlindness())
                        .dependents(5, 17)
                        .studentExpenses(new BigDecimal(4_000), new BigDecimal(2_500))
                        .amount(Item.WAGES, 85_000)
                        .build());
    }

    @Test
    void aChangedFilerKeepsTheRest() {
        Filer filer = filer(FilingStatus.SINGLE)
                .you(Person.of(30))
                .amount(Item.WAGES, "$60,000")
                .build();
        Filer changed = filer.change().amount(Item.WAGES, 61_000).build();
        assertThat(changed.you()).isEqualTo(filer.you());
        assertThat(changed.amount(Item.WAGES)).isEqualByComparingTo("61000");
        assertThat(filer.amount(Item.WAGES)).isEqualByComparingTo("60000");
    }
}
