package ai.vivace.tax.residency;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The status in which somebody is in the USA. A green card is no visa: {@link Newcomer.Builder#greenCard}. */
public enum Visa {
    /** Student in F-1 status; practical training (CPT, OPT) is a part of it. */
    F1(Role.STUDENT, "F-1 student", "f1", "f1 student", "student", "opt", "cpt", "stem opt"),
    /** Student in J-1 status. */
    J1_STUDENT(Role.STUDENT, "J-1 student", "j1 student"),
    /** Teacher, researcher, au pair or trainee in J-1 status. */
    J1_TEACHER(
            Role.TEACHER,
            "J-1 teacher or trainee",
            "j1 teacher",
            "j1 scholar",
            "j1 researcher",
            "j1 trainee",
            "j1 intern",
            "au pair"),
    /** Student of a trade in M-1 status. */
    M1(Role.STUDENT, "M-1 student", "m1", "m1 student"),
    /** Student in Q-1 status. */
    Q1_STUDENT(Role.STUDENT, "Q-1 student", "q1 student"),
    /** Participant of a cultural exchange in Q-1 status who is no student. */
    Q1_TRAINEE(Role.TEACHER, "Q-1 trainee", "q1 trainee", "q1 teacher", "q1"),
    /** Husband, wife or child of a student: F-2, M-2, J-2. */
    STUDENT_FAMILY(Role.STUDENT_FAMILY, "family of a student (F-2, M-2, J-2)", "f2", "m2", "j2", "j2 student"),
    /** Husband, wife or child of a J-1 teacher or trainee: J-2. */
    TEACHER_FAMILY(Role.TEACHER_FAMILY, "family of a teacher or trainee (J-2)", "j2 teacher", "j2 scholar"),
    /** Staff of a foreign government or international organisation, other than A-3 and G-5. */
    DIPLOMAT(Role.DIPLOMAT, "foreign government staff (A, G)", "a1", "a2", "g1", "g2", "g3", "g4", "diplomat"),
    /** Worker in H-1B status. */
    H1B(Role.COUNTED, "H-1B worker", "h1b", "h1"),
    /** Transferred within a company. */
    L1(Role.COUNTED, "L-1 transferee", "l1", "l1a", "l1b"),
    /** Somebody of extraordinary ability. */
    O1(Role.COUNTED, "O-1 worker", "o1"),
    /** Worker from Canada or Mexico. */
    TN(Role.COUNTED, "TN worker", "tn", "td"),
    /** Trader, investor, or Australian worker. */
    E(Role.COUNTED, "E trader, investor or E-3 worker", "e1", "e2", "e3"),
    /** Husband, wife or child of a worker: H-4, L-2, O-3. */
    WORKER_FAMILY(Role.COUNTED, "family of a worker (H-4, L-2, O-3)", "h4", "l2", "o3"),
    /** Visitor. */
    VISITOR(Role.COUNTED, "visitor (B-1, B-2, visa waiver)", "b1", "b2", "esta", "visa waiver", "tourist", "visitor"),
    /** Any other status: its days count. */
    OTHER(Role.COUNTED, "other status", "other", "asylum", "tps", "parole", "pending");

    /** What a status means for counting days. */
    enum Role {
        STUDENT,
        STUDENT_FAMILY,
        TEACHER,
        TEACHER_FAMILY,
        DIPLOMAT,
        COUNTED
    }

    private final Role role;
    private final String title;
    private final String words;

    Visa(Role role, String title, String... words) {
        this.role = role;
        this.title = title;
        this.words = String.join(",", words);
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    Role role() {
        return role;
    }

    /** Whether the rule of a number of calendar years as a student holds. */
    boolean studentRule() {
        return role == Role.STUDENT || role == Role.STUDENT_FAMILY;
    }

    /** Whether the rule of years as a teacher or trainee holds. */
    boolean teacherRule() {
        return role == Role.TEACHER || role == Role.TEACHER_FAMILY;
    }

    /** Whether pay for authorized work is free of Social Security and Medicare taxes while nonresident; it is not for families. */
    boolean freeOfPayrollTaxes() {
        return role == Role.STUDENT || role == Role.TEACHER;
    }

    /**
     * The status that a text names: {@code F-1}, {@code h1b}, {@code J-1 teacher}.
     *
     * @throws InputException for another word, with the nearest one; for J-1 alone, which may be student or teacher; for a green card
     */
    public static Visa parse(String text) {
        String word = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=^[a-z])[-\\s](?=\\d)", "")
                .replaceAll("[\\s_\\-]+", " ");
        InputException.require(
                !word.equals("j1"),
                () ->
                        "Is J-1 a student, or a teacher, researcher or trainee? Days count differently. Write \"J-1 student\" or \"J-1 teacher\".");
        InputException.require(
                !List.of("green card", "lpr", "permanent resident").contains(word),
                () -> "A green card is no visa. Give the date from which you have it as the green card's date.");
        for (Visa visa : values()) {
            if (visa.name().toLowerCase(Locale.ROOT).replace('_', ' ').equals(word)
                    || visa.title.toLowerCase(Locale.ROOT).equals(word)
                    || List.of(visa.words.split(",")).contains(word)) {
                return visa;
            }
        }
        throw new InputException(Spelling.unknown("visa status", text.strip(), accepted()));
    }

    /** A word of each status that {@link #parse} accepts. */
    public static List<String> accepted() {
        List<String> accepted = new ArrayList<>();
        Arrays.stream(values()).map(visa -> visa.words.split(",")[0]).forEach(accepted::add);
        return List.copyOf(accepted);
    }
}
