package ai.vivace.tax.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.plot.TerminalStyle;
import ai.vivace.tax.ExplainedAmount;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BusinessComparisonTest {
    private static final Filer SINGLE =
            Filer.of(TaxYear.of(2026), FilingStatus.SINGLE).build();

    private static BusinessCase.Builder business(long profit, long salary) {
        return BusinessCase.of(SINGLE, BigDecimal.valueOf(profit), BigDecimal.valueOf(salary));
    }

    private static BigDecimal line(FormCost cost, String name) {
        return cost.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .map(ExplainedAmount::amount)
                .orElseThrow();
    }

    @Test
    void registeringAnLlcDoesNotChangeFederalTax() {
        BusinessComparison comparison =
                BusinessComparison.of(business(100_000, 50_000).state("CA").build());
        FormCost proprietor = comparison.cost(BusinessForm.SOLE_PROPRIETOR);
        FormCost company = comparison.cost(BusinessForm.SINGLE_MEMBER_LLC);
        assertThat(company.federalTax()).isEqualByComparingTo(proprietor.federalTax());
        // Example P30: self-employment tax of 14,129.55 on a profit of 100,000.
        assertThat(line(proprietor, "Self-employment tax")).isEqualByComparingTo("14129.55");
        assertThat(proprietor.stateYearly()).isEqualByComparingTo("0");
        assertThat(company.stateYearly()).isEqualByComparingTo("800");
        assertThat(company.stateFirstYear()).isEqualByComparingTo("870");
        assertThat(company.keptAfterFees()).isEqualByComparingTo(company.kept().subtract(new BigDecimal("800")));
    }

    @Test
    void partsAddUpToTheTaxAndWhatIsKeptToTheProfit() {
        Rng random = Rng.of(9).split("business");
        for (int i = 0; i < 200; i++) {
            int dollars = 20_000 + random.nextInt(300_000);
            BigDecimal profit = BigDecimal.valueOf(dollars);
            BigDecimal salary = BigDecimal.valueOf(random.nextInt(dollars));
            Filer employed =
                    SINGLE.change().amount(Item.WAGES, random.nextInt(150_000)).build();
            FederalCost federal = new FederalCost(employed, BigDecimal.valueOf(2_500));
            for (BusinessForm form : BusinessForm.values()) {
                FederalCost.Cost cost = federal.of(form, profit, salary);
                BigDecimal sum =
                        cost.lines().stream().map(ExplainedAmount::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum.doubleValue()).isCloseTo(cost.tax().doubleValue(), within(1e-6));
                assertThat(cost.keptOf(profit).add(cost.tax()).add(cost.other()).doubleValue())
                        .isCloseTo(dollars, within(1e-6));
            }
        }
    }

    @Test
    void theBusinessDeductionOfAnSCorporationIsOnItsProfitOnly() {
        // 100,000 less salary 50,000, employer's 3,825, 42 and 2,500: 43,633, of which a fifth is deducted.
        FormCost cost = BusinessComparison.of(business(100_000, 50_000).build()).cost(BusinessForm.S_CORPORATION);
        assertThat(line(cost, "Federal unemployment tax")).isEqualByComparingTo("42");
        assertThat(line(cost, "Social Security and Medicare on the salary")).isEqualByComparingTo("7650");
        assertThat(cost.lines())
                .anyMatch(line ->
                        line.sentence().contains("$43,633") && line.sentence().contains("$8,726.60"));
    }

    @Test
    void wagesOfAnotherJobUseUpTheWageBaseForTheOwnerButNotForTheCompany() {
        Filer employed = SINGLE.change().amount(Item.WAGES, 184_500).build();
        FormCost cost = BusinessComparison.of(
                        BusinessCase.of(employed, BigDecimal.valueOf(100_000), BigDecimal.valueOf(50_000))
                                .build())
                .cost(BusinessForm.S_CORPORATION);
        // 6.2% and 1.45% of the company, 1.45% of the owner.
        assertThat(line(cost, "Social Security and Medicare on the salary")).isEqualByComparingTo("4550");
    }

    @Test
    void aCorporationsProfitIsTaxedTwice() {
        FormCost cost = BusinessComparison.of(business(100_000, 50_000).build()).cost(BusinessForm.C_CORPORATION);
        // 21% of 43,633.
        assertThat(line(cost, "Corporate income tax")).isEqualByComparingTo("9162.93");
        assertThat(cost.kept())
                .isLessThan(BusinessComparison.of(business(100_000, 50_000).build())
                        .cost(BusinessForm.SOLE_PROPRIETOR)
                        .kept());
    }

    @Test
    void aNonresidentIsStoppedBeforeAnyArithmetic() {
        BusinessComparison comparison = BusinessComparison.of(business(100_000, 50_000)
                .residence(BusinessCase.OwnerResidence.NONRESIDENT)
                .state("DE")
                .build());
        assertThat(comparison.stops()).anyMatch(stop -> stop.forbids().contains(BusinessForm.S_CORPORATION));
        assertThat(comparison.stops())
                .anyMatch(stop ->
                        stop.sentence().contains("Form 5472") && stop.sentence().contains("$25,000"));
        assertThat(comparison.costs()).isEmpty();
        assertThat(comparison.breakEvenAtSalary()).isEmpty();
        assertThatThrownBy(() -> comparison.cost(BusinessForm.S_CORPORATION))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("hard stop");
        assertThatThrownBy(comparison::chart).hasMessageContaining("nonresident");
        assertThat(comparison.notes()).anyMatch(note -> note.startsWith("Delaware: $110 to file (confidence medium)"));
    }

    @Test
    void limitedWorkPermissionComesFirst() {
        BusinessComparison comparison = BusinessComparison.of(business(100_000, 50_000)
                .workPermission(BusinessCase.WorkPermission.LIMITED)
                .build());
        assertThat(comparison.stops()).hasSize(1);
        assertThat(comparison.stops().get(0).sentence()).contains("immigration lawyer");
        assertThat(comparison.costs()).hasSize(4);
        assertThat(BusinessComparison.of(business(100_000, 50_000).build()).stops())
                .isEmpty();
    }

    @Test
    void breakEvenByShareFlattersAgainstTheTypedSalary() {
        BusinessComparison comparison =
                BusinessComparison.of(business(100_000, 50_000).build());
        assertThat(comparison.breakEvenAtShare().orElseThrow()).isEqualByComparingTo("38500");
        assertThat(comparison.breakEvenAtSalary().orElseThrow()).isGreaterThan(new BigDecimal("70000"));
    }

    @Test
    void formingElsewhereCostsFeesOfBothStates() {
        BusinessComparison comparison = BusinessComparison.of(
                business(100_000, 50_000).state("New Jersey").formedIn("WY").build());
        FormCost company = comparison.cost(BusinessForm.SINGLE_MEMBER_LLC);
        assertThat(company.stateYearly()).isEqualByComparingTo("135");
        assertThat(company.stateFirstYear()).isEqualByComparingTo("360");
        assertThat(comparison.notes()).anyMatch(note -> note.contains("pays both"));
        assertThat(BusinessComparison.of(business(100_000, 50_000)
                                .state("NJ")
                                .formedIn("NJ")
                                .build())
                        .cost(BusinessForm.SINGLE_MEMBER_LLC)
                        .stateYearly())
                .isEqualByComparingTo("75");
    }

    @Test
    void uncertainFeesAreShownWithAWarning() {
        assertThat(BusinessComparison.of(business(100_000, 50_000).state("AL").build())
                        .notes())
                .anyMatch(note -> note.startsWith("Alabama") && note.contains("ask the state"));
        assertThat(BusinessComparison.of(business(100_000, 50_000).state("AZ").build())
                        .notes())
                .anyMatch(note -> note.startsWith("Arizona") && note.contains("nothing yearly"))
                .noneMatch(note -> note.contains("ask the state"));
        assertThat(BusinessComparison.of(business(100_000, 50_000).state("CA").build())
                        .notes())
                .anyMatch(note -> note.contains("1.5%"));
    }

    @Test
    void theChartMarksTheProfitAndTheBreakEven() {
        BusinessComparison comparison =
                BusinessComparison.of(business(100_000, 50_000).build());
        String svg = comparison.chart().svg();
        assertThat(svg).contains("S-corporation", "C-corporation", "your profit", "break-even");
        assertThat(comparison.chart().terminal(TerminalStyle.unicode())).contains("S-corporation");
        assertThat(comparison.chart().svg()).isEqualTo(svg);
    }

    @Test
    void contradictionsAreRefusedByName() {
        assertThatThrownBy(() -> business(0, 0).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("profit");
        assertThatThrownBy(() -> business(50_000, 50_001).build())
                .hasMessageContainingAll("salary", "$50,000", "$50,001");
        assertThatThrownBy(() -> business(50_000, 10_000)
                        .corporationCost(BigDecimal.valueOf(-1))
                        .build())
                .hasMessageContaining("corporation cost");
        assertThatThrownBy(() -> business(50_000, 10_000).state("Californa")).hasMessageContaining("California");
        Filer busy = SINGLE.change().amount(Item.SELF_EMPLOYMENT, 5_000).build();
        assertThatThrownBy(() ->
                        BusinessCase.of(busy, BigDecimal.TEN, BigDecimal.ONE).build())
                .hasMessageContainingAll("self_employment_primary", "$5,000", "profit");
    }

    @Test
    void theResultSaysWhereItsNumbersAreFrom() {
        BusinessComparison comparison =
                BusinessComparison.of(business(100_000, 50_000).build());
        assertThat(comparison.citation().source()).contains("IRC 11(b)");
        assertThat(comparison.parameterDate()).isEqualTo("2026-11-23");
    }
}
