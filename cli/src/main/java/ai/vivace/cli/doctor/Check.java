package ai.vivace.cli.doctor;

/** Looks at one thing. */
interface Check {
    Finding look();
}
