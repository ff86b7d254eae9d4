package ai.vivace.tax;

import ai.vivace.tax.law.Amounts;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.NewDeductions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The deductions of 2025 to 2028 for tips, overtime, interest on car loans and seniors (Schedule 1-A). */
public final class ScheduleOneA {
    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    private ScheduleOneA() {}

    /** The deduction of tips at an income, in dollars; zero for who is married and files separately. */
    public static BigDecimal tips(NewDeductions law, FilingStatus status, BigDecimal income, BigDecimal tips) {
        return law.tipsStart()
                .find(status)
                .map(start ->
                        shrunk(tips.min(law.tipsMost()), income, start, law.tipsPerThousand(), RoundingMode.FLOOR))
                .orElse(BigDecimal.ZERO);
    }

    /** The deduction of overtime premium at an income, in dollars; zero for who is married and files separately. */
    public static BigDecimal overtime(NewDeductions law, FilingStatus status, BigDecimal income, BigDecimal premium) {
        Optional<BigDecimal> most = law.overtimeMost().find(status);
        Amounts starts = law.overtimeStart();
        return most.map(limit -> shrunk(
                        premium.min(limit), income, starts.of(status), law.overtimePerThousand(), RoundingMode.FLOOR))
                .orElse(BigDecimal.ZERO);
    }

    /** The deduction of interest on a car loan at an income, in dollars. */
    public static BigDecimal carLoan(NewDeductions law, FilingStatus status, BigDecimal income, BigDecimal interest) {
        return shrunk(
                interest.min(law.carLoanMost()),
                income,
                law.carLoanStart().of(status),
                law.carLoanPerThousand(),
                RoundingMode.CEILING);
    }

    /** The deduction of seniors at an income, in dollars, not rounded; zero for who is married and files separately. */
    public static BigDecimal seniors(NewDeductions law, FilingStatus status, BigDecimal income, int seniors) {
        return law.seniorStart()
                .find(status)
                .map(start -> {
                    BigDecimal over = income.subtract(start).max(BigDecimal.ZERO);
                    return law.seniorAmount()
                            .subtract(over.multiply(law.seniorRate()))
                            .max(BigDecimal.ZERO)
                            .multiply(BigDecimal.valueOf(seniors));
                })
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal shrunk(
            BigDecimal most, BigDecimal income, BigDecimal start, BigDecimal perThousand, RoundingMode steps) {
        BigDecimal over = income.subtract(start).max(BigDecimal.ZERO);
        BigDecimal thousands = over.divide(THOUSAND, 0, steps);
        return most.subtract(thousands.multiply(perThousand)).max(BigDecimal.ZERO);
    }

    static void fill(Sheet sheet) {
        Optional<NewDeductions> newDeductions = sheet.law().newDeductions();
        if (newDeductions.isEmpty()) {
            return;
        }
        NewDeductions law = newDeductions.get();
        FilingStatus status = sheet.status();
        BigDecimal income = sheet.value(LineName.AGI);
        BigDecimal tips = sheet.given(Item.TIPS);
        BigDecimal premium = sheet.given(Item.OVERTIME);
        BigDecimal interest = sheet.given(Item.CAR_LOAN_INTEREST);
        int seniors = sheet.filer().seniors();
        if (tips.signum() > 0) {
            sheet.put(
                    LineName.TIPS_DEDUCTION,
                    tips(law, status, income, tips),
                    () -> stepped(law, status, income, "tips", tips, law.tipsMost(), law.tipsStart()));
        }
        if (premium.signum() > 0) {
            sheet.put(
                    LineName.OVERTIME_DEDUCTION,
                    overtime(law, status, income, premium),
                    () -> stepped(
                            law,
                            status,
                            income,
                            "overtime premium",
                            premium,
                            law.overtimeMost().find(status).orElse(BigDecimal.ZERO),
                            law.overtimeStart()));
        }
        if (interest.signum() > 0) {
            sheet.put(
                    LineName.CAR_LOAN_DEDUCTION,
                    carLoan(law, status, income, interest),
                    () -> stepped(
                            law, status, income, "car-loan interest", interest, law.carLoanMost(), law.carLoanStart()));
        }
        if (seniors > 0) {
            // Each person's amount is rounded on its own line (36a and 36b).
            BigDecimal each = sheet.line(seniors(law, status, income, 1));
            sheet.put(
                    LineName.SENIOR_DEDUCTION,
                    each.multiply(BigDecimal.valueOf(seniors)),
                    () -> seniorReason(law, status, income, seniors));
        }
        sheet.putUnlessZero(
                LineName.SCHEDULE_1A_DEDUCTIONS,
                sheet.sum(
                        LineName.TIPS_DEDUCTION,
                        LineName.OVERTIME_DEDUCTION,
                        LineName.CAR_LOAN_DEDUCTION,
                        LineName.SENIOR_DEDUCTION),
                () -> Reason.of(
                        law.citation(),
                        "tips + overtime + car loans + seniors",
                        "These lower taxable income beside the standard or itemized deductions."));
    }

    private static Reason stepped(
            NewDeductions law,
            FilingStatus status,
            BigDecimal income,
            String what,
            BigDecimal amount,
            BigDecimal most,
            Amounts starts) {
        Optional<BigDecimal> start = starts.find(status);
        if (start.isEmpty()) {
            return Reason.of(
                            law.citation(),
                            "not allowed",
                            "Married people have this deduction on a joint return only, so there is none for your "
                                    + what + ".")
                    .with(what, amount);
        }
        return Reason.of(
                        law.citation(),
                        what + ", at most " + Money.text(most) + ", less steps for each 1,000 of income above "
                                + Money.text(start.get()),
                        income.compareTo(start.get()) > 0
                                ? "Your income is above " + Money.text(start.get()) + ", so the deduction is smaller."
                                : "Your " + what
                                        + " up to the limit is not taxed; it still bears Social Security and Medicare tax.")
                .with(what, amount)
                .with("income", income)
                .with("start", start.get());
    }

    private static Reason seniorReason(NewDeductions law, FilingStatus status, BigDecimal income, int seniors) {
        Optional<BigDecimal> start = law.seniorStart().find(status);
        return start.isEmpty()
                ? Reason.of(
                        law.citation(),
                        "not allowed",
                        "Married people have the deduction for seniors on a joint return only.")
                : Reason.of(
                                law.citation(),
                                "for each senior " + Money.text(law.seniorAmount()) + " - "
                                        + Money.percent(law.seniorRate()) + " of income above "
                                        + Money.text(start.get()),
                                "There is one for each person of 65 or older on the return.")
                        .with("seniors", BigDecimal.valueOf(seniors))
                        .with("income", income)
                        .with("start", start.get());
    }
}
