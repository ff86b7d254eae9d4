package ai.vivace.tax.residency;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A form that follows from being a resident or not.
 *
 * @param form its name, such as {@code Form 1040-NR}
 * @param due the day on which it is due; none where that depends on what is not known
 * @param why what it is for, as a sentence
 */
public record FormToFile(String form, Optional<LocalDate> due, String why) {}
