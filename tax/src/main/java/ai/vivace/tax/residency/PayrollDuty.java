package ai.vivace.tax.residency;

import java.time.LocalDate;

/**
 * Whether pay in a time of the year bears Social Security and Medicare taxes (FICA).
 *
 * @param visa the status in that time
 * @param from its first day in the year
 * @param to its last day in the year
 * @param owed whether the taxes are owed on pay for authorized work
 * @param sentence why, and what to do when it was done otherwise
 */
public record PayrollDuty(Visa visa, LocalDate from, LocalDate to, boolean owed, String sentence) {
    private static final String REFUND =
            " If your employer withholds them all the same, ask the employer to pay them back first; if that fails, file Form 843 with Form"
                    + " 8316 (keep the employer's statement).";

    /** The duty in one stay of a year, by whether the person is nonresident then. */
    static PayrollDuty of(Stay stay, LocalDate from, LocalDate to, Residence residence) {
        if (stay.visa().freeOfPayrollTaxes()) {
            return residence == Residence.NONRESIDENT
                    ? new PayrollDuty(
                            stay.visa(),
                            from,
                            to,
                            false,
                            "No Social Security and Medicare taxes on authorized work as "
                                    + stay.visa().title()
                                    + " while you are a nonresident (Internal Revenue Code 3121(b)(19))." + REFUND)
                    : new PayrollDuty(
                            stay.visa(),
                            from,
                            to,
                            true,
                            "Social Security and Medicare taxes are owed: the exemption of "
                                    + stay.visa().title()
                                    + "s ends when you become a resident for tax. Work for the school where you are enrolled can still be exempt"
                                    + " (3121(b)(10)): ask its payroll office.");
        }
        return new PayrollDuty(
                stay.visa(),
                from,
                to,
                true,
                "Social Security and Medicare taxes are owed from the first day of work as "
                        + stay.visa().title()
                        + ". Only a certificate of coverage from a country with a totalization agreement changes that.");
    }
}
