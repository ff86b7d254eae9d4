package ai.vivace.text;

import ai.vivace.base.InputException;

/**
 * A text and what is known of it.
 *
 * @param text the text
 * @param label its class; empty where it has none
 * @param group what {@link ai.vivace.data.Split#byGroup} sorts by, such as the folder "train"; empty where there are no groups
 * @param name what messages call it: its file, or its file and line
 */
public record Document(String text, String label, String group, String name) {
    public Document {
        String called = name;
        InputException.require(!called.isEmpty(), () -> "A document needs a name for messages, but came none.");
    }

    /** Whether there is nothing to read in it. */
    public boolean isEmpty() {
        return text.isBlank();
    }
}
