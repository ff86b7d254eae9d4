package ai.vivace.tax.business;

import ai.vivace.tax.Money;
import ai.vivace.tax.law.Confidence;
import ai.vivace.tax.law.StateFees;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stops a form of business, and what numbers leave out. */
final class BusinessNotes {
    private static final BigDecimal LOW_SHARE = new BigDecimal("0.4");

    private BusinessNotes() {}

    static List<HardStop> stops(BusinessCase businessCase) {
        List<HardStop> stops = new ArrayList<>();
        if (businessCase.residence() == BusinessCase.OwnerResidence.NONRESIDENT) {
            stops.add(
                    new HardStop(
                            Set.of(BusinessForm.S_CORPORATION),
                            "A nonresident alien cannot own shares of an S-corporation: the election would not be valid (Internal Revenue Code 1361(b)(1)(C))."));
            stops.add(new HardStop(
                    Set.of(),
                    "A single-member LLC with a foreign owner must file Form 5472 with a pro forma Form 1120 every year; the penalty for not filing is"
                            + " $25,000."));
            stops.add(
                    new HardStop(
                            Set.of(),
                            "Nonresidents file Form 1040-NR by other rules, so no cost is computed here. Ask a professional who knows foreign owners."));
        }
        if (businessCase.workPermission() == BusinessCase.WorkPermission.LIMITED) {
            stops.add(new HardStop(
                    Set.of(),
                    "Your immigration status may forbid work for your own company, also unpaid: F-1, H-1B and similar statuses allow certain work only. Ask an"
                            + " immigration lawyer before you earn anything."));
        }
        return List.copyOf(stops);
    }

    /** The states that ask for fees: the one where the company is formed, and the one where it works. */
    static List<StateFees> states(BusinessCase businessCase) {
        List<StateFees> states = new ArrayList<>();
        businessCase.home().ifPresent(states::add);
        businessCase
                .formedIn()
                .filter(fees -> businessCase.home().filter(fees::equals).isEmpty())
                .ifPresent(states::add);
        return states;
    }

    static List<String> notes(BusinessCase businessCase) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "An LLC protects your own property and looks more formal to clients and banks; federal income tax stays the same until you elect otherwise.");
        notes.add("The owner of an LLC without election cannot be its employee: no Form W-2, no salary.");
        notes.add(
                "A corporation's salary must be what others would be paid for the work; the IRS can turn distributions into wages. Here it is "
                        + Money.text(businessCase.salary()) + "."
                        + (businessCase.salary().compareTo(businessCase.profit().multiply(LOW_SHARE)) < 0
                                ? " That is less than 40% of the profit: be ready to show why."
                                : ""));
        states(businessCase).forEach(fees -> notes.add(fees(fees)));
        if (businessCase.home().isEmpty()) {
            notes.add(
                    "No state was given, so its fees are not in the numbers: 35 to 500 dollars to file, and 0 to 800 a year.");
        }
        if (states(businessCase).size() > 1) {
            notes.add(
                    "Formed in one state and working in another, the company pays both: the home state asks it to register as a foreign company. That"
                            + " rarely saves anything.");
        }
        if (Optional.of("CA").equals(businessCase.home().map(StateFees::state))) {
            notes.add(
                    "California taxes the profit of S-corporations at 1.5%, at least $800 a year; that is not in the numbers.");
        }
        notes.add(
                "State income tax is not in the numbers, nor taxes of some states on S-corporations or receipts of LLCs, nor state unemployment insurance.");
        notes.add(
                "Companies formed in the USA need not report their owners to FinCEN since March 2025; check again each year.");
        return List.copyOf(notes);
    }

    private static String fees(StateFees fees) {
        String text = fees.name() + ": " + Money.text(fees.filingFee()) + " to file (confidence "
                + fees.filingConfidence().word() + ")"
                + (fees.recurringFee().signum() == 0
                        ? ", nothing yearly (" + fees.what() + ")"
                        : ", " + Money.text(fees.recurringFee()) + " "
                                + (fees.everyYears() == 1 ? "every year" : "every " + fees.everyYears() + " years")
                                + " (" + fees.what() + ")")
                + ", confidence " + fees.recurringConfidence().word() + ".";
        boolean uncertain = fees.filingConfidence() == Confidence.LOW || fees.recurringConfidence() == Confidence.LOW;
        return text
                + fees.note().map(note -> " Also: " + note + ".").orElse("")
                + (uncertain ? " Sources disagree: ask the state before you count on it." : "");
    }
}
