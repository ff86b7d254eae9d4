package ai.vivace.text.learn;

import ai.vivace.text.generate.Generated;
import java.util.List;

/**
 * How a text goes on.
 *
 * @param text what was written, without the prompt; it begins with a blank where one belongs between the two
 * @param tokens how many tokens that is
 * @param ending why it ended
 * @param notes what a user should know: that a prompt was too long, say
 */
public record WrittenText(String text, int tokens, Generated.Ending ending, List<String> notes) {
    public WrittenText {
        notes = List.copyOf(notes);
    }
}
