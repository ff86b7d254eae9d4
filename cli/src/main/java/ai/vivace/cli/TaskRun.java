package ai.vivace.cli;

import java.util.List;

/** One training, from data that have been read to the files in its folder. */
interface TaskRun {
    /** What is about to happen, a line for each thing. */
    List<String> announcement();

    /**
     * Trains from the start.
     *
     * @return the command's exit code
     */
    int start(RunFolder folder);

    /**
     * Goes on where the folder's checkpoint was written.
     *
     * @return the command's exit code
     */
    int resume(RunFolder folder);

    /** A line of an announcement: its name and what is to be said. */
    static String line(String name, String text) {
        return String.format("%-13s%s", name, text);
    }
}
