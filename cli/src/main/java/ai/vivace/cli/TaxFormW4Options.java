package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.Money;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.paycheck.FormW4;
import ai.vivace.tax.paycheck.PayFrequency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A job's pay, and the Form W-4 that its employer has. */
final class TaxFormW4Options {
    @Option(names = "--pay", paramLabel = "DOLLARS", description = "Pay of one paycheck, before taxes.")
    private @Nullable String pay;

    @Option(names = "--salary", paramLabel = "DOLLARS", description = "Instead of --pay: pay of a whole year.")
    private @Nullable String salary;

    @Option(
            names = "--every",
            paramLabel = "HOW-OFTEN",
            defaultValue = "biweekly",
            description = "weekly, biweekly, semimonthly, monthly, … (default: biweekly).")
    private String every = "biweekly";

    @Option(names = "--box", description = "Form W-4, step 2(c): the box for two jobs is ticked.")
    private boolean box;

    @Option(names = "--step3", paramLabel = "DOLLARS", description = "Form W-4, step 3: credits of the year.")
    private @Nullable String credits;

    @Option(names = "--step4a", paramLabel = "DOLLARS", description = "Form W-4, step 4(a): other income of the year.")
    private @Nullable String otherIncome;

    @Option(names = "--step4b", paramLabel = "DOLLARS", description = "Form W-4, step 4(b): deductions of the year.")
    private @Nullable String deductions;

    @Option(names = "--step4c", paramLabel = "DOLLARS", description = "Form W-4, step 4(c): extra tax each paycheck.")
    private @Nullable String extra;

    PayFrequency frequency() {
        return PayFrequency.parse(every);
    }

    /** Pay of one paycheck, in dollars. */
    BigDecimal pay() {
        InputException.require(
                (pay == null) != (salary == null),
                () -> (pay == null ? "Expected what the job pays." : "Expected --pay or --salary, not both.")
                        + " Give --pay for one paycheck, or --salary for a year.");
        return pay != null
                ? Money.parse("--pay", pay)
                : Money.parse("--salary", String.valueOf(salary))
                        .divide(BigDecimal.valueOf(frequency().perYear()), 2, RoundingMode.HALF_UP);
    }

    FormW4 form(FilingStatus status) {
        FormW4 form = FormW4.of(status)
                .withCredits(dollars("--step3", credits))
                .withOtherIncome(dollars("--step4a", otherIncome))
                .withDeductions(dollars("--step4b", deductions))
                .withExtra(dollars("--step4c", extra));
        return box ? form.withMultipleJobs() : form;
    }

    /** An amount that was perhaps given; zero otherwise. */
    static BigDecimal dollars(String option, @Nullable String text) {
        return text == null ? BigDecimal.ZERO : Money.parse(option, text);
    }
}
