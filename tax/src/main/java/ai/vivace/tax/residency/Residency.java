package ai.vivace.tax.residency;

import ai.vivace.base.InputException;
import ai.vivace.tax.law.Citation;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody is a resident for income tax, with everything that follows, in plain sentences.
 *
 * <p>Decided are the green card test and the substantial presence test. The closer connection exception, the first-year choice, the
 * election of married couples and the year of arrival or departure are named where they may matter, and left to a professional. A planning
 * estimate, not tax or immigration advice.
 *
 * @param year the tax year
 * @param residence the answer
 * @param residentFrom the first day as a resident, when it is in the year
 * @param presence the substantial presence test of the year
 * @param steps how the answer was found, in order
 * @param forms the forms to file
 * @param payroll whether pay bears Social Security and Medicare taxes, for each stay in the year; empty when no visa was given
 * @param standardDeduction of a nonresident student or apprentice from India, in dollars; none for other nonresidents
 * @param notAvailable what a nonresident cannot claim; empty for a resident
 * @param nonresidentRules how a nonresident's other income is taxed; empty for a resident
 * @param professional what to ask a professional about, and why
 * @param assumptions what was assumed because it was not given
 */
public record Residency(
        TaxYear year,
        Residence residence,
        Optional<LocalDate> residentFrom,
        SubstantialPresence presence,
        List<String> steps,
        List<FormToFile> forms,
        List<PayrollDuty> payroll,
        Optional<BigDecimal> standardDeduction,
        List<String> notAvailable,
        List<String> nonresidentRules,
        List<String> professional,
        List<String> assumptions) {
    public Residency {
        steps = List.copyOf(steps);
        forms = List.copyOf(forms);
        payroll = List.copyOf(payroll);
        notAvailable = List.copyOf(notAvailable);
        nonresidentRules = List.copyOf(nonresidentRules);
        professional = List.copyOf(professional);
        assumptions = List.copyOf(assumptions);
    }

    /** The residency of a newcomer in the tax year that was asked about. */
    public static Residency of(Newcomer newcomer) {
        return new ResidencyDecision(newcomer).result();
    }

    /** Where the rules of residency are from. */
    public Citation citation() {
        return ResidencyRules.get().citation();
    }

    /** The day on which the numbers of the law were collected. */
    public LocalDate parameterDate() {
        return Law.of(year).parameterDate();
    }

    /**
     * Stops unless Form 1040 is the return to file: for commands that compute one.
     *
     * @throws InputException for a nonresident or in a dual-status year; it names the form that is right
     */
    public void requireForm1040() {
        InputException.require(
                residence == Residence.RESIDENT,
                () -> residence == Residence.NONRESIDENT
                        ? "You are a nonresident for tax in " + year
                                + ": your return is Form 1040-NR, without the standard deduction, joint return and most"
                                + " credits of Form 1040, so a Form 1040 estimate would be wrong. See the facts on Form 1040-NR, and your"
                                + " university's international office or a VITA site for free help."
                        : "You are a resident for only a part of " + year
                                + ": a dual-status return follows rules of its own and is not computed. Ask a professional.");
    }
}
