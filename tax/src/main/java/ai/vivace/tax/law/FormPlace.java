package ai.vivace.tax.law;

/**
 * Where something stands: a form and the number of a line.
 *
 * @param form the form's name, such as {@code Form 1040}
 * @param line the line's number on it, such as {@code 11a}
 */
public record FormPlace(String form, String line) {
    @Override
    public String toString() {
        return form + ", line " + line;
    }
}
